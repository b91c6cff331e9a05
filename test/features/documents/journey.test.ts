import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { DocumentsDeps } from "../../../src/features/documents/deps.ts";
import { extractFields } from "../../../src/features/documents/extract.ts";
import { readDocument } from "../../../src/features/documents/read-document.ts";
import { scanDocument } from "../../../src/features/documents/scan.ts";
import { extractBody, scanBody, validateBody } from "../../../src/features/documents/schemas.ts";
import { validateDocument } from "../../../src/features/documents/validate.ts";
import { createUpload } from "../../../src/features/uploads/create.ts";
import { createPolicy } from "../../../src/features/users/policies.ts";
import { createPolicyBody } from "../../../src/features/users/policy-schemas.ts";
import { readStatus } from "../../../src/features/users/read.ts";
import { toBase64 } from "../../../src/kernel/bytes.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { documentImages, documents } from "../../../src/storage/tables/documents.ts";
import { audit, events } from "../../../src/storage/tables/records.ts";
import { userChecks } from "../../../src/storage/tables/users.ts";
import { aCaller, aTenant, bindings, type TestDeps, testDeps } from "../../support/deps.ts";
import { aPictureInBase64, aPng } from "../../support/pictures.ts";
import { aUser } from "../../support/users.ts";
import {
  aDocumentReading,
  aFacesReading,
  aTd3,
  DOWN,
  recordedDocuments,
  recordedFaces,
  recordedVision,
} from "../../support/vision.ts";

async function aDesk(
  engines: Partial<Pick<DocumentsDeps, "documentsVision" | "facesVision" | "visualZone">> = {},
) {
  const deps: TestDeps & DocumentsDeps = {
    ...testDeps(),
    ...recordedVision(),
    ...engines,
  };
  // A sandbox, where the specimens of these tests stand for documents.
  const caller = aCaller(await aTenant(deps, { livemode: false }), { livemode: false });
  return { deps, caller };
}

const picture = await aPictureInBase64();
const front = [{ data: picture, mimeType: "image/png" }];
const scanInput = (more: Record<string, unknown> = {}) => scanBody.parse({ images: front, ...more });
const ANNA = { givenNames: "Anna Maria", familyName: "Eriksson", dateOfBirth: "1974-08-12" };

async function trace(deps: TestDeps, tenantId: string) {
  const told = await deps.database.select().from(events).where(eq(events.tenantId, tenantId));
  const written = await deps.database.select().from(audit).where(eq(audit.tenantId, tenantId));
  return {
    events: told.map(({ type }) => type).filter((type) => !type.startsWith("user.")),
    actions: written.map(({ action }) => action).filter((action) => !action.startsWith("user.")),
    told: JSON.stringify(told) + JSON.stringify(written),
  };
}

describe("scanning", () => {
  it("answers with what is on the picture, and leaves row, picture, audit and event together", async () => {
    const { deps, caller } = await aDesk();
    const userId = await aUser(deps, caller, { person: ANNA });
    const data = await scanDocument(deps, caller, scanInput({ userId }));
    expect(data).toMatchObject({
      status: "completed",
      reasons: [],
      documentType: "passport",
      issuingCountry: null,
      issuingStateCode: "UTO",
      format: "TD3",
      mrz: { side: "front", lines: aTd3(), valid: true, checkDigits: { composite: true } },
      portrait: { detected: true, side: "front" },
      images: [{ side: "front", stored: true }],
      assurance: { notPerformed: ["visual_zone"] },
    });
    const [row] = await deps.database.select().from(documents).where(eq(documents.id, data.id));
    expect(row).toMatchObject({ userId, subjectId: userId, status: "completed" });
    expect(await trace(deps, caller.tenantId)).toMatchObject({
      events: ["document.scanned"],
      actions: ["document.scan"],
    });
    expect(await readDocument(deps, caller, data.id)).toEqual(data);
  });

  it("keeps nothing of the person readable in rows, events, audit or R2", async () => {
    const { deps, caller } = await aDesk();
    const data = await scanDocument(deps, caller, scanInput());
    await extractFields(deps, caller, extractBody.parse({ documentId: data.id }));
    await validateDocument(deps, caller, validateBody.parse({ documentId: data.id, expected: ANNA }));
    const rows = await deps.database.select().from(documents).where(eq(documents.id, data.id));
    const images = await deps.database
      .select()
      .from(documentImages)
      .where(eq(documentImages.documentId, data.id));
    const { told } = await trace(deps, caller.tenantId);
    const kept = JSON.stringify(rows) + JSON.stringify(images) + told;
    expect(kept).not.toMatch(/ERIKSSON|Eriksson|L898902C3|740812|1974-08-12|ANNA/);
    const object = await bindings.IMAGES.get(images[0]?.blobKey ?? "");
    const stored = new TextDecoder("latin1").decode(await (object as R2ObjectBody).arrayBuffer());
    expect(stored).not.toContain("IHDR");
  });

  it.each([
    ["nothing is on the picture", {}, [], "auto", ["DOCUMENT_NOT_FOUND"]],
    ["only a face is on what is called a passport", {}, [{}], "passport", ["DOCUMENT_NOT_FOUND"]],
    ["only the face side of a card was sent", {}, [{}], "id_card", ["MISSING_BACK"]],
    [
      "the picture is too blurred to find anything",
      { quality: { acceptable: false, issues: ["IMAGE_BLURRED" as const] } },
      [],
      "auto",
      ["DOCUMENT_NOT_FOUND", "IMAGE_BLURRED"],
    ],
  ])("is a result, and a failed one, when %s", async (_what, seen, faces, documentType, reasons) => {
    const { deps, caller } = await aDesk({
      documentsVision: recordedDocuments(aDocumentReading(seen)),
      facesVision: recordedFaces(aFacesReading(faces.length > 0 ? {} : { faces: [] })),
    });
    const data = await scanDocument(deps, caller, scanInput({ documentType }));
    expect(data).toMatchObject({ status: "failed", reasons, documentType: null });
    expect(await trace(deps, caller.tenantId)).toMatchObject({ events: ["document.failed"] });
  });

  it("is refused with 503 and writes nothing when the documents engine is down", async () => {
    const { deps, caller } = await aDesk({ documentsVision: recordedDocuments(DOWN) });
    await expect(scanDocument(deps, caller, scanInput())).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      headers: { "retry-after": "5" },
    });
    expect(await trace(deps, caller.tenantId)).toMatchObject({ events: [], actions: [] });
    expect((await bindings.IMAGES.list({ prefix: caller.tenantId })).objects).toEqual([]);
  });

  it("says that no portrait was looked for when the faces engine is down", async () => {
    const { deps, caller } = await aDesk({ facesVision: recordedFaces(DOWN) });
    const data = await scanDocument(deps, caller, scanInput());
    expect(data).toMatchObject({
      status: "completed",
      reasons: [],
      portrait: { detected: false },
      assurance: { notPerformed: ["portrait", "visual_zone"] },
    });
  });

  it("names the part of the request that is no picture", async () => {
    const { deps, caller } = await aDesk();
    const images = [
      { side: "front", data: picture },
      { side: "back", data: btoa("this is not a picture at all") },
    ];
    await expect(scanDocument(deps, caller, scanInput({ images }))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
      details: [{ field: "images.1.data" }],
    });
  });

  it("does not know a user of another tenant", async () => {
    const { deps, caller } = await aDesk();
    const stranger = aCaller(await aTenant(deps));
    const userId = await aUser(deps, stranger);
    await expect(scanDocument(deps, caller, scanInput({ userId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("needs the scope", async () => {
    const { deps, caller } = await aDesk();
    const narrow = aCaller(caller.tenantId, { scopes: ["documents:read"] });
    await expect(scanDocument(deps, narrow, scanInput())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a document of another tenant", () => {
  it("cannot be told from one that never was", async () => {
    const { deps, caller } = await aDesk();
    const { id } = await scanDocument(deps, caller, scanInput());
    const stranger = aCaller(await aTenant(deps));
    for (const documentId of [id, newId("doc")]) {
      const attempts = [
        () => readDocument(deps, stranger, documentId),
        () => extractFields(deps, stranger, extractBody.parse({ documentId })),
        () => validateDocument(deps, stranger, validateBody.parse({ documentId })),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND", details: [] });
      }
    }
  });
});

describe("extracting", () => {
  it("gives every field with its source, check digit and place", async () => {
    const { deps, caller } = await aDesk();
    const { id } = await scanDocument(deps, caller, scanInput());
    const data = await extractFields(deps, caller, extractBody.parse({ documentId: id }));
    expect(data.fields.documentNumber).toMatchObject({
      value: "L898902C3",
      raw: "L898902C3",
      source: "mrz",
      checkDigit: "pass",
      // Nine of 44 columns of a line 880 pixels long.
      region: {
        side: "front",
        polygon: [
          [60, 600],
          [240, 600],
          [240, 630],
          [60, 630],
        ],
      },
    });
    expect(data.fields.familyName).toMatchObject({ value: "ERIKSSON", checkDigit: "unprotected" });
    expect(data.fields.fullName?.value).toBe("ANNA MARIA ERIKSSON");
    expect(data.fields.nationality?.value).toBe("UTO");
    expect(data).toMatchObject({ conflicts: [], missing: [], assurance: { notPerformed: ["visual_zone"] } });
    expect(await trace(deps, caller.tenantId)).toMatchObject({
      events: ["document.scanned", "document.extracted"],
      actions: ["document.scan", "document.extract"],
    });
  });

  it("scans pictures sent along first, in one change", async () => {
    const { deps, caller } = await aDesk();
    const data = await extractFields(deps, caller, extractBody.parse({ images: front }));
    expect(await readDocument(deps, caller, data.documentId)).toMatchObject({ documentType: "passport" });
    expect(await trace(deps, caller.tenantId)).toMatchObject({
      events: ["document.scanned", "document.extracted"],
    });
  });

  it("sets what a visual zone says beside the MRZ", async () => {
    const { deps, caller } = await aDesk({
      visualZone: {
        readVisualZone: async () => ({
          ok: true,
          value: {
            documentType: "passport",
            issuingCountry: null,
            fields: [
              { name: "familyName", value: "Érikssøn", confidence: 0.7, box: null },
              { name: "sex", value: "M", confidence: 0.7, box: null },
              { name: "placeOfBirth", value: "Zenith", confidence: 0.7, box: null },
            ],
          },
          engines: [{ name: "recorded", version: "1" }],
          elapsedMs: 1,
        }),
      },
    });
    const data = await extractFields(deps, caller, extractBody.parse({ images: front }));
    expect(data.fields.placeOfBirth).toMatchObject({ value: "Zenith", source: "viz" });
    expect(data.conflicts).toMatchObject([
      { field: "sex", resolution: "uncertain" },
      { field: "familyName", resolution: "equivalent_transliteration" },
    ]);
    expect(data.assurance.notPerformed).toEqual([]);
  });
});

describe("validating", () => {
  const NOT_JUDGED = [
    "visual_authenticity",
    "screen_replay",
    "printed_copy",
    "portrait_substitution",
    "digital_manipulation",
    "registry",
  ];

  async function validated(
    mrz: string[],
    request: Record<string, unknown> = {},
    person: Record<string, string> | null = ANNA,
  ) {
    const { deps, caller } = await aDesk({ documentsVision: recordedDocuments(aDocumentReading({ mrz })) });
    const userId = person ? await aUser(deps, caller, { person }) : undefined;
    const { id } = await scanDocument(deps, caller, scanInput(userId ? { userId } : {}));
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id, ...request }));
    const results = Object.fromEntries(data.breakdown.map(({ name, result }) => [name, result]));
    return { deps, caller, userId, id, data, results };
  }

  it("passes what agrees, and names every check of the contract, done or not", async () => {
    const { deps, caller, userId, id, data, results } = await validated(aTd3(), { minimumAge: 18 });
    expect(data).toMatchObject({ outcome: "pass", reasons: [] });
    expect(Object.keys(results)).toHaveLength(15);
    expect(NOT_JUDGED.map((name) => results[name])).toEqual(NOT_JUDGED.map(() => "not_performed"));
    expect(data.assurance.notPerformed).toEqual([...NOT_JUDGED, "visual_zone"]);
    const [check] = await deps.database
      .select()
      .from(userChecks)
      .where(and(eq(userChecks.tenantId, caller.tenantId), eq(userChecks.userId, userId ?? "")));
    expect(check).toMatchObject({ checkId: id, type: "document", outcome: "pass" });
    expect((await readDocument(deps, caller, id)).validation).toEqual(data);
    expect(await trace(deps, caller.tenantId)).toMatchObject({
      events: ["document.scanned", "document.validated"],
      actions: ["document.scan", "document.validate"],
    });
  });

  it("never passes a specimen for a live tenant, by its state or by the word across it", async () => {
    const validatedLive = async (mrz: string[], specimen: boolean) => {
      const zone = { documentType: "passport", issuingCountry: "CO", fields: [], specimen };
      const { deps, caller } = await aDesk({
        documentsVision: recordedDocuments(aDocumentReading({ mrz })),
        visualZone: { readVisualZone: async () => ({ ok: true, value: zone, engines: [], elapsedMs: 1 }) },
      });
      const live = { ...caller, livemode: true };
      const { id } = await scanDocument(deps, live, scanInput({}));
      return validateDocument(deps, live, validateBody.parse({ documentId: id }));
    };
    expect(await validatedLive(aTd3(), false)).toMatchObject({
      outcome: "fail",
      reasons: ["SPECIMEN_DOCUMENT"],
    });
    expect((await validatedLive(aTd3({ state: "COL" }), true)).reasons).toEqual(["SPECIMEN_DOCUMENT"]);
    expect((await validatedLive(aTd3({ state: "COL" }), false)).reasons).toEqual([]);
  });

  it("is held against what its user's policy accepts, without the request asking for it", async () => {
    const { deps, caller } = await aDesk({
      documentsVision: recordedDocuments(aDocumentReading({ mrz: aTd3({ born: "100101" }) })),
    });
    const policy = createPolicyBody.parse({
      id: "pol_adults",
      requirements: ["document"],
      minimumAge: 18,
      acceptedCountries: ["CO"],
      activate: true,
    });
    await createPolicy(deps, { ...caller, scopes: SCOPES }, policy);
    const userId = await aUser(deps, caller, { policyId: "pol_adults", person: { givenNames: "Anna" } });
    const { id } = await scanDocument(deps, caller, scanInput({ userId }));
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id }));
    expect(data.reasons).toContain("UNDER_MINIMUM_AGE");
    const { decision } = await readStatus(deps, { ...caller, scopes: SCOPES }, userId);
    expect(decision?.trace).toContainEqual(
      expect.objectContaining({ rule: "document.minimum_age", threshold: 18, observed: 18 }),
    );
    // The specimen's state is no country, so that it cannot be one of those named.
    expect(decision?.trace).toContainEqual(
      expect.objectContaining({ rule: "document.country", threshold: "CO", result: "inconclusive" }),
    );
  });

  it.each([
    ["expired", aTd3({ expires: "120415" }), {}, "fail", ["DOCUMENT_EXPIRED"]],
    ["wrong in a check digit", aTd3({ spoil: true }), {}, "fail", ["MRZ_CHECK_DIGIT_FAILED"]],
    ["of a state that is none", aTd3({ state: "QQQ" }), {}, "fail", ["DATA_INCONSISTENT"]],
    [
      "a child's",
      aTd3({ born: "150101" }),
      { minimumAge: 18, expected: { dateOfBirth: "2015-01-01" } },
      "fail",
      ["UNDER_MINIMUM_AGE"],
    ],
    ["someone else's", aTd3({ names: "SMITH<<JOHN" }), {}, "review", ["NAME_MISMATCH"]],
    ["of another birthday", aTd3({ born: "740813" }), {}, "review", ["DOB_MISMATCH"]],
    ["of another number", aTd3(), { expected: { documentNumber: "X1" } }, "review", ["NUMBER_MISMATCH"]],
  ])("that is %s is a result with reasons", async (_what, mrz, request, outcome, reasons) => {
    const { data } = await validated(mrz, request);
    expect(data).toMatchObject({ outcome, reasons });
  });

  it("tells an edited picture by either door: sent along, or uploaded before", async () => {
    const forensics = { finePattern: { tiles: 49, luma: 0, chroma: 0 }, colour: 0.4, jpegHistory: null };
    const { deps, caller } = await aDesk({
      documentsVision: recordedDocuments({ ...aDocumentReading({ mrz: aTd3() }), forensics }),
    });
    const edited = await aPng({ comment: "made with GIMP" });
    const ahead = await createUpload(deps, caller, edited);
    for (const image of [{ data: toBase64(edited) }, { uploadId: ahead.id }]) {
      const { id } = await scanDocument(deps, caller, scanInput({ images: [image] }));
      const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id }));
      expect(data.breakdown.find(({ name }) => name === "digital_manipulation")).toMatchObject({
        result: "inconclusive",
        reasons: ["IMAGE_EDITED"],
      });
    }
  });

  it("says not applicable, and not pass, where nothing was expected", async () => {
    const { data, results } = await validated(aTd3(), {}, null);
    expect(data.outcome).toBe("pass");
    expect([results.data_comparison, results.minimum_age, results.duplicate]).toEqual([
      "not_applicable",
      "not_applicable",
      "not_applicable",
    ]);
  });

  it("finds a document that another user has sent, and not the same user's second scan", async () => {
    const { deps, caller } = await aDesk();
    const [first, second] = [
      await aUser(deps, caller, { person: ANNA }),
      await aUser(deps, caller, { person: ANNA }),
    ];
    const results: unknown[] = [];
    for (const userId of [first, first, second]) {
      const { id } = await scanDocument(deps, caller, scanInput({ userId }));
      const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id }));
      results.push([data.outcome, data.reasons]);
    }
    expect(results).toEqual([
      ["pass", []],
      ["pass", []],
      ["review", ["DUPLICATE_DOCUMENT"]],
    ]);
  });

  it("fails a document of another kind or country than was announced", async () => {
    const { deps, caller } = await aDesk();
    const { id } = await scanDocument(
      deps,
      caller,
      scanInput({ documentType: "id_card", issuingCountry: "CO" }),
    );
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id }));
    expect(data).toMatchObject({
      outcome: "fail",
      reasons: ["DOCUMENT_TYPE_NOT_SUPPORTED", "COUNTRY_NOT_SUPPORTED"],
    });
  });

  it("judges nothing more of pictures without a document", async () => {
    const { deps, caller } = await aDesk({ documentsVision: recordedDocuments(aDocumentReading()) });
    const { id } = await scanDocument(deps, caller, scanInput());
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: id }));
    expect(data).toMatchObject({ outcome: "fail", reasons: ["DOCUMENT_NOT_FOUND"] });
    expect(data.breakdown.filter(({ result }) => result === "pass").map(({ name }) => name)).toEqual([
      "media_capture",
    ]);
  });
});

describe("requests of a wrong shape", () => {
  it.each([
    ["no pictures", { images: [] }],
    ["three pictures", { images: [...front, ...front, ...front] }],
    ["the same side twice", { images: [...front, ...front] }],
    ["an unknown field", { images: front, url: "https://example.com/a.jpg" }],
    ["a country by name", { images: front, issuingCountry: "Colombia" }],
    ["a user id of another kind", { images: front, userId: newId("doc") }],
    ["a picture twice over", { images: [{ data: picture, uploadId: newId("upl") }] }],
    ["a picture in no way", { images: [{ side: "front" }] }],
  ])("are not scanned: %s", (_what, body) => {
    expect(scanBody.safeParse(body).success).toBe(false);
  });

  it.each([
    ["neither document nor pictures", {}],
    ["both document and pictures", { documentId: newId("doc"), images: front }],
    ["a document and a user", { documentId: newId("doc"), userId: newId("usr") }],
  ])("are not extracted: %s", (_what, body) => {
    expect(extractBody.safeParse(body).success).toBe(false);
  });
});
