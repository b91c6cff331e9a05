import { describe, expect, it } from "vitest";
import { eraseUser } from "../../../src/features/privacy/erase-user.ts";
import { exportUser } from "../../../src/features/privacy/export-user.ts";
import { exportData } from "../../../src/features/privacy/schemas.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { auditOf } from "../../support/traces.ts";
import { aUser } from "../../support/users.ts";
import { anEnrolledPerson, privacyDeps } from "./support.ts";

const deps = privacyDeps();

describe("exporting a person's data", () => {
  it("tells all that is kept, opened and in the shape that is documented, and leaves an audit entry", async () => {
    const caller = aCaller(await aTenant(deps));
    const userId = await anEnrolledPerson(deps, caller, {
      identifiers: [{ type: "CC", country: "CO", number: "1020304050" }],
      email: "ana@example.com",
    });

    const data = await exportUser(deps, caller, userId);
    expect(exportData.safeParse(data).error?.issues ?? []).toEqual([]);
    expect(data).toMatchObject({
      user: {
        person: { givenNames: "Ana", familyName: "Ruiz" },
        identifiers: [{ number: "1020304050" }],
        email: "ana@example.com",
        consents: [{ scope: "biometric" }],
      },
      documents: [
        { document: { documentType: "passport" }, fields: { fields: { documentNumber: { source: "mrz" } } } },
      ],
      biometrics: { faces: [{ imageStored: true }] },
      backgroundChecks: [{ type: "watchlist" }],
      notIncluded: ["picture_bytes", "face_templates", "review_note"],
    });
    expect(data.documents[0]?.document.images[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(data.events[0]).toMatchObject({ type: "user.created", sequence: 1 });
    expect(Object.keys(data.biometrics.faces[0] ?? {})).not.toContain("template");
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({ action: "user.export" });
  });

  it("needs the scopes of its parts, and knows neither foreign nor erased people", async () => {
    const caller = aCaller(await aTenant(deps));
    const userId = await aUser(deps, caller);
    const poor = { ...caller, scopes: ["users:read" as const] };
    await expect(exportUser(deps, poor, userId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = aCaller(await aTenant(deps));
    await expect(exportUser(deps, stranger, userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await eraseUser(deps, caller, userId);
    await expect(exportUser(deps, caller, userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
