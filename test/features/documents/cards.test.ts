import { describe, expect, it } from "vitest";
import type { DocumentsDeps } from "../../../src/features/documents/deps.ts";
import { extractFields } from "../../../src/features/documents/extract.ts";
import { loadDocument } from "../../../src/features/documents/load-document.ts";
import { scanDocument } from "../../../src/features/documents/scan.ts";
import { extractBody, scanBody, validateBody } from "../../../src/features/documents/schemas.ts";
import { validateDocument } from "../../../src/features/documents/validate.ts";
import { checkDigit } from "../../../src/kernel/mrz-format.ts";
import type { BarcodeReading, DocumentReading } from "../../../src/vision/ports/documents.ts";
import type { VisualZoneReading } from "../../../src/vision/ports/visual-zone.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../support/deps.ts";
import { aPictureInBase64 } from "../../support/pictures.ts";
import { aUser } from "../../support/users.ts";
import { aDocumentReading, aFacesReading, recordedDocuments, recordedFaces } from "../../support/vision.ts";

const images = [
  { side: "front", data: await aPictureInBase64() },
  { side: "back", data: await aPictureInBase64({ shade: 60 }) },
];

async function aDesk(readings: DocumentReading[], zone: VisualZoneReading | null = null) {
  const deps: DocumentsDeps & TestDeps = {
    ...testDeps(),
    documentsVision: recordedDocuments(...readings),
    facesVision: recordedFaces(aFacesReading()),
    visualZone: zone && {
      readVisualZone: async () => ({
        ok: true,
        value: zone,
        engines: [{ name: "recorded", version: "1" }],
        elapsedMs: 1,
      }),
    },
  };
  return { deps, caller: aCaller(await aTenant(deps)) };
}

const pdf417 = (bytes: Uint8Array): BarcodeReading => ({
  format: "PDF417",
  text: new TextDecoder("latin1").decode(bytes),
  bytes,
  polygon: [
    [10, 10],
    [400, 10],
    [400, 150],
    [10, 150],
  ],
});

/** A card of an invented person (layout: `barcodes/co-cedula.ts`), with a fingerprint's place filled with `ÿ`. */
function aCedula(): BarcodeReading {
  const bytes = new Uint8Array(531);
  const put = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  };
  put(24, "PubDSK_1");
  put(48, "1020304050");
  put(58, "RUÍZ");
  put(81, "GÓMEZ");
  put(104, "ANA");
  put(150, "0F19900115");
  put(166, "O+");
  bytes.fill(0xff, 169);
  return pdf417(bytes);
}

/** Lines of an identity card (ICAO 9303-5) with right check digits. */
function aTd1(): string[] {
  const number = `I<UTOD23145890${checkDigit("D23145890")}${"<".repeat(15)}`;
  const middle = `740812${checkDigit("740812")}F300415${checkDigit("300415")}UTO${"<".repeat(11)}`;
  const over = number.slice(5, 30) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29);
  return [number, middle + checkDigit(over), "ERIKSSON<<ANNA<MARIA".padEnd(30, "<")];
}

describe("a Colombian cédula", () => {
  it("is read from its back, compared with the user, and has no expiry to judge", async () => {
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ barcodes: [aCedula()] })]);
    const userId = await aUser(deps, caller, {
      identifiers: [{ type: "CC", country: "CO", number: "1020304050" }],
    });
    const scan = await scanDocument(deps, caller, scanBody.parse({ userId, images }));
    expect(scan).toMatchObject({
      status: "completed",
      documentType: "id_card",
      issuingCountry: "CO",
      format: "co_cedula",
      barcodes: [{ format: "PDF417", side: "back", parsedAs: "co_cedula" }],
      portrait: { detected: true, side: "front" },
    });
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: scan.id }));
    const results = Object.fromEntries(data.breakdown.map(({ name, result }) => [name, result]));
    expect(data).toMatchObject({ outcome: "pass", reasons: [] });
    expect(results).toMatchObject({
      expiry: "not_applicable",
      check_digits: "not_applicable",
      data_comparison: "pass",
    });
  });

  it("of another number than the user's goes to a person", async () => {
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ barcodes: [aCedula()] })]);
    const userId = await aUser(deps, caller, {
      identifiers: [{ type: "CC", country: "CO", number: "1020304051" }],
    });
    const scan = await scanDocument(deps, caller, scanBody.parse({ userId, images }));
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: scan.id }));
    expect(data).toMatchObject({ outcome: "review", reasons: ["NUMBER_MISMATCH"] });
  });

  it("leaves no fingerprint behind, not even sealed", async () => {
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ barcodes: [aCedula()] })]);
    const { id } = await scanDocument(deps, caller, scanBody.parse({ images }));
    const { reading } = await loadDocument(deps, caller, id);
    expect(JSON.stringify(reading)).not.toMatch(/ÿ|\/\/\/\/|255,255/);
  });
});

describe("a card with an MRZ on its back", () => {
  it("is one document of two sides", async () => {
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ mrz: aTd1() })]);
    const data = await extractFields(deps, caller, extractBody.parse({ images }));
    expect(data).toMatchObject({ documentType: "id_card", conflicts: [], missing: [] });
    expect(data.fields.documentNumber).toMatchObject({
      value: "D23145890",
      checkDigit: "pass",
      region: { side: "back" },
    });
  });

  it("lacks no face when only the back was sent", async () => {
    const { deps, caller } = await aDesk([aDocumentReading({ mrz: aTd1() })]);
    const faceless = { ...deps, facesVision: recordedFaces(aFacesReading({ faces: [] })) };
    const data = await scanDocument(faceless, caller, scanBody.parse({ images: images.slice(1) }));
    expect(data).toMatchObject({ status: "completed", reasons: [], portrait: { detected: false } });
  });
});

describe("a document that only the visual zone tells of", () => {
  const zone: VisualZoneReading = {
    documentType: "id_card",
    issuingCountry: "PE",
    fields: [
      { name: "familyName", value: "Quispe", confidence: 0.7, box: null },
      { name: "dateOfBirth", value: "1990-01-15", confidence: 0.7, box: null },
      { name: "dateOfExpiry", value: "2031-01-15", confidence: 0.7, box: null },
    ],
  };

  it("is a document, but what nothing proves never passes", async () => {
    const { deps, caller } = await aDesk([aDocumentReading()], zone);
    const scan = await scanDocument(deps, caller, scanBody.parse({ images: images.slice(0, 1) }));
    expect(scan).toMatchObject({ status: "completed", documentType: "id_card", issuingCountry: "PE" });
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: scan.id }));
    expect(data.outcome).toBe("inconclusive");
  });
});

describe("a Chilean cédula of which only the QR was read", () => {
  const digits = (...parts: string[]) => parts.map((part) => part + checkDigit(part)).join("");
  const key = digits("B50012345", "900115", "310115");
  const link = `https://portal.sidiv.registrocivil.cl/docstatus?RUN=12345678-5&type=CEDULA&serial=B50012345&mrz=${key}`;
  const qr = (text: string) => ({
    ...pdf417(new TextEncoder().encode(text)),
    format: "QRCode" as const,
    text,
  });

  it("is told with its link, and stays inconclusive, for its MRZ was not read", async () => {
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ barcodes: [qr(link)] })]);
    const scan = await scanDocument(deps, caller, scanBody.parse({ images }));
    expect(scan).toMatchObject({
      documentType: "id_card",
      issuingCountry: "CL",
      barcodes: [
        {
          parsedAs: "cl_cedula",
          payload: "url",
          verificationUrl: link,
          verificationHost: { standing: "issuer", country: "CL" },
        },
      ],
    });
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: scan.id }));
    expect(data.outcome).toBe("inconclusive");
  });

  it("goes to a person when another code on it leads elsewhere", async () => {
    const barcodes = [qr(link), qr("https://registrocivil-cl.example/docstatus?RUN=12345678-5")];
    const { deps, caller } = await aDesk([aDocumentReading(), aDocumentReading({ barcodes })]);
    const scan = await scanDocument(deps, caller, scanBody.parse({ images }));
    const data = await validateDocument(deps, caller, validateBody.parse({ documentId: scan.id }));
    expect(data).toMatchObject({ outcome: "review", reasons: ["FOREIGN_VERIFICATION_LINK"] });
  });
});

describe("a barcode of no known layout", () => {
  it("makes no document", async () => {
    const unknown = pdf417(new TextEncoder().encode("BOARDING PASS RUIZ/ANA"));
    const { deps, caller } = await aDesk([aDocumentReading({ barcodes: [unknown] })]);
    const data = await scanDocument(deps, caller, scanBody.parse({ images: images.slice(0, 1) }));
    expect(data).toMatchObject({
      status: "failed",
      reasons: ["DOCUMENT_NOT_FOUND"],
      barcodes: [{ parsedAs: "unknown" }],
    });
  });
});
