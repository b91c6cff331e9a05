import type { BiometricsDeps } from "../../../../src/features/biometrics/deps.ts";
import { registerBody } from "../../../../src/features/biometrics/face-schemas.ts";
import { registerFace } from "../../../../src/features/biometrics/register.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { EnrollError } from "../../../../src/kernel/errors.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../../support/deps.ts";
import { aPictureInBase64 } from "../../../support/pictures.ts";
import { aUser } from "../../../support/users.ts";
import { aFace, aFacesReading, MODEL, recordedFaces } from "../../../support/vision.ts";

export const picture = { data: await aPictureInBase64() };

export interface GalleryDesk {
  deps: TestDeps & BiometricsDeps;
  caller: Caller;
  gallery: { tenantId: string; collectionId: string; model: string; modelVersion: string };
  /** What every picture shows from now on: a face so many degrees from the first axis, or nobody. */
  look(degrees: number | null): void;
  /** Enrols a new person; answers with ids. */
  enrol(degrees: number, collectionId?: string): Promise<{ userId: string; faceId: string }>;
  /** While it is true no shard can be reached. */
  cut(isCut: boolean): void;
}

/** A tenant with real D1, R2 and galleries, a faces engine that sees what it is told, and a line that can be cut. */
export async function aGalleryDesk(): Promise<GalleryDesk> {
  let degrees: number | null = 0;
  let isCut = false;
  const base = testDeps();
  const line =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (isCut) throw new EnrollError("SERVICE_UNAVAILABLE");
      return call(...args);
    };
  const gallery = {
    insert: line(base.gallery.insert),
    remove: line(base.gallery.remove),
    search: line(base.gallery.search),
    destroy: line(base.gallery.destroy),
  };
  const facesVision: BiometricsDeps["facesVision"] = {
    readFaces: (image, options) =>
      recordedFaces(aFacesReading({ faces: degrees === null ? [] : [aFace({ degrees })] })).readFaces(
        image,
        options,
      ),
  };
  const deps = { ...base, gallery, facesVision };
  const caller = aCaller(await aTenant(deps));
  return {
    deps,
    caller,
    gallery: {
      tenantId: caller.tenantId,
      collectionId: "default",
      model: MODEL.name,
      modelVersion: MODEL.version,
    },
    look(next) {
      degrees = next;
    },
    async enrol(at, collectionId = "default") {
      degrees = at;
      const userId = await aUser(deps, caller);
      const body = registerBody.parse({ userId, image: picture, collectionId });
      return { userId, faceId: (await registerFace(deps, caller, body)).id };
    },
    cut(next) {
      isCut = next;
    },
  };
}
