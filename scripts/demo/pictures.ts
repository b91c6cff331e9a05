import { renderSpecimen } from "../specimen/render.ts";
import { sampleSelfie } from "../specimen/sample-pictures.ts";

export interface DemoPictures {
  document: Uint8Array;
  documentSource: string;
  face: Uint8Array;
  faceSource: string;
  /** What the person says of themself; of one's own document nothing is known beforehand. */
  person: Record<string, string>;
}

/** The pictures to enrol with: a person's own files, or our specimen and the photographs that belong to it. */
export async function demoPictures(own: {
  document: Uint8Array | null;
  face: Uint8Array | null;
}): Promise<DemoPictures> {
  const specimen = await renderSpecimen();
  const selfie = own.face ?? (await sampleSelfie());
  if (!selfie) {
    throw new Error(
      "The sample photographs are missing (npm run models fetches them); or give your own: --face <file>",
    );
  }
  const { holder } = specimen;
  return {
    document: own.document ?? specimen.jpeg,
    documentSource: own.document ? "your own file" : "a specimen of the fictitious state UTO",
    face: selfie,
    faceSource: own.face ? "your own file" : "a sample photograph, MIT licence",
    person: own.document
      ? {}
      : { givenNames: holder.givenNames, familyName: holder.familyName, dateOfBirth: holder.dateOfBirth },
  };
}
