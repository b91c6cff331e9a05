import { checkWatchlists } from "../../../src/features/background/watchlist-check.ts";
import { watchlistBody } from "../../../src/features/background/watchlist-schemas.ts";
import { registerBody } from "../../../src/features/biometrics/face-schemas.ts";
import { checkLiveness } from "../../../src/features/biometrics/liveness.ts";
import { livenessBody } from "../../../src/features/biometrics/liveness-schemas.ts";
import { registerFace } from "../../../src/features/biometrics/register.ts";
import { scanDocument } from "../../../src/features/documents/scan.ts";
import { scanBody } from "../../../src/features/documents/schemas.ts";
import { createUpload } from "../../../src/features/uploads/create.ts";
import { fromBase64 } from "../../../src/kernel/bytes.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { aUser } from "../../support/users.ts";
import { recordedVision } from "../../support/vision.ts";
import { backgroundDeps } from "../background/support.ts";

/** Deps of everything that can be done with a person. */
export const privacyDeps = () => ({ ...backgroundDeps(), ...recordedVision() });

/** A person with everything that can be had of one; `asking` is the caller of each request, by its route. */
export async function anEnrolledPerson(
  deps: ReturnType<typeof privacyDeps>,
  caller: Caller,
  person: Parameters<typeof aUser>[2],
  asking: (route: string) => Promise<Caller> | Caller = () => caller,
): Promise<string> {
  const userId = await aUser(deps, await asking("/users/create"), person);
  const picture = { data: await aPictureInBase64() };
  const upload = await createUpload(deps, caller, fromBase64(picture.data) as Uint8Array<ArrayBuffer>);
  const images = [{ side: "front", uploadId: upload.id }];
  await scanDocument(deps, await asking("/documents/scan"), scanBody.parse({ userId, images }));
  const liveness = await checkLiveness(
    deps,
    await asking("/biometric/liveness"),
    livenessBody.parse({ userId, images: [picture] }),
  );
  const face = registerBody.parse({ userId, image: picture, livenessId: liveness.id });
  await registerFace(deps, caller, face);
  const check = watchlistBody.parse({ userId, monitor: true });
  await checkWatchlists(deps, await asking("/background/watchlist-check"), check);
  return userId;
}
