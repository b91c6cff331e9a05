import { workersAiVisualZone } from "../../src/vision/workers-ai/visual-zone.ts";
import { aPng } from "../support/pictures.ts";
import {
  aDocumentReading,
  aFacesReading,
  aTd3,
  recordedDocuments,
  recordedFaces,
} from "../support/vision.ts";
import { documentsVisionContract, facesVisionContract, visualZoneContract } from "./vision-ports.ts";

const picture = await aPng({ width: 1000, height: 700 });

documentsVisionContract(
  "a recorded reading",
  () => recordedDocuments(aDocumentReading({ mrz: aTd3() })),
  picture,
);
facesVisionContract("a recorded reading", () => recordedFaces(aFacesReading()), picture);
visualZoneContract(
  "Workers AI with a recorded answer",
  () =>
    workersAiVisualZone({
      ai: {
        run: async () => ({
          response: {
            isDocument: true,
            documentType: "passport",
            issuingCountry: null,
            fields: [{ name: "familyName", value: "ERIKSSON", legibility: "clear" }],
          },
        }),
      },
      model: "@cf/meta/first",
      fallbackModel: "@cf/meta/second",
      clock: () => 0,
    }),
  picture,
);
