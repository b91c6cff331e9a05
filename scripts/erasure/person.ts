import { renderSpecimen } from "../specimen/render.ts";
import { sampleSelfie } from "../specimen/sample-pictures.ts";
import { type Needle, needleOf } from "./scan-folder.ts";

/** Words that stand nowhere else: found means left behind. */
export const PERSON = {
  externalId: "crm-quetzalcoatlus-77",
  person: { givenNames: "Xiomara", familyName: "Quetzalzin", dateOfBirth: "1991-03-07", nationality: "CO" },
  identifiers: [{ type: "CC", country: "CO", number: "1098765431" }],
  email: "xiomara.quetzalzin@example.com",
  phone: "+573009998877",
  address: { line1: "Calle Zapoteca 4711", city: "Bogotá", country: "CO" },
  metadata: { nickname: "quetzalita-bonita" },
  consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" }],
};
export const LATER = { metadata: { nickname: "axolotl-xochimilco" } };
export const NOTE = "Zopilote: compared with the certificate";

const WINDOW_BYTES = 48;

/** Pictures to enrol with; the selfie is null where this machine has none. */
export async function pictures(): Promise<{ document: Uint8Array; selfie: Uint8Array | null }> {
  return { document: (await renderSpecimen()).jpeg, selfie: await sampleSelfie() };
}

/** All that must be nowhere once the person is erased: words, numbers, and stretches of the pictures' own bytes. */
export function needlesOf(sent: { document: Uint8Array; selfie: Uint8Array | null }): Needle[] {
  const words = {
    externalId: PERSON.externalId,
    givenNames: PERSON.person.givenNames,
    familyName: PERSON.person.familyName,
    identifier: PERSON.identifiers[0]?.number ?? "",
    email: PERSON.email,
    phone: PERSON.phone,
    address: PERSON.address.line1,
    metadata: PERSON.metadata.nickname,
    laterMetadata: LATER.metadata.nickname,
    note: NOTE,
    // What the specimen's machine-readable zone says.
    documentName: "ERIKSSON",
    documentNumber: "L898902C3",
    personalNumber: "ZE184226B",
  };
  const stretches = (["document", "selfie"] as const).flatMap((name) => {
    const bytes = sent[name];
    if (!bytes) return [];
    return [0.3, 0.6, 0.9].map((share) => {
      const from = Math.floor(bytes.length * share) - WINDOW_BYTES;
      return needleOf(`${name} picture at ${share}`, bytes.subarray(from, from + WINDOW_BYTES));
    });
  });
  return [...Object.entries(words).map(([name, word]) => needleOf(name, word)), ...stretches];
}
