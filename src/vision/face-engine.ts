import type { FaceTemplate } from "../storage/face-template.ts";
import type { EmbeddedFaces, FaceEmbedderPort } from "./ports/face-embedder.ts";
import type { FaceReading, FacesReading, FacesVisionPort } from "./ports/faces.ts";

/**
 * Which net describes faces for comparing: `primary` the first Worker's own, `dlib` the second's alone (weights in
 * the public domain), `fused` both, where both are there.
 */
export const FACE_ENGINES = ["primary", "dlib", "fused"] as const;
export type FaceEngine = (typeof FACE_ENGINES)[number];

/**
 * The faces port with templates of the engine asked for. The largest face alone is described by the second net: no
 * rule compares another. When the second net cannot be had, `fused` goes on with the first alone, which the template
 * says; `dlib` gives no template, because weights that a tenant has ruled out never step in for it.
 */
export function facesWithEngine(
  faces: FacesVisionPort,
  second: FaceEmbedderPort | null,
  engine: FaceEngine,
): FacesVisionPort {
  if (engine === "primary") return faces;
  return {
    async readFaces(image, options) {
      if (!options.embed) return faces.readFaces(image, options);
      const answer = await faces.readFaces(image, {
        ...options,
        embed: engine === "fused",
        chip: second !== null,
      });
      const [face] = answer.ok ? answer.value.faces : [];
      if (!answer.ok || !face) return answer;
      const described = second && face.chip ? await second.embedChips([face.chip]) : null;
      const added = described?.ok ? described.value : null;
      const template = engine === "dlib" ? secondAlone(added) : together(face, answer.value, added);
      return {
        ...answer,
        value: {
          ...answer.value,
          // Nobody needs the cuts any more.
          faces: answer.value.faces.map(({ chip: _, ...kept }, at) => ({
            ...kept,
            template: at === 0 ? template : null,
          })),
        },
        engines: [...answer.engines, ...(described?.ok ? described.engines : [])],
        elapsedMs: answer.elapsedMs + (described?.ok ? described.elapsedMs : 0),
      };
    },
  };
}

function secondAlone(added: EmbeddedFaces | null): FaceTemplate | null {
  const [embedding] = added?.embeddings ?? [];
  if (!added || !embedding) return null;
  const { name, version } = added.embeddingModel;
  return { model: name, modelVersion: version, embedding };
}

function together(
  face: FaceReading,
  { embeddingModel }: FacesReading,
  added: EmbeddedFaces | null,
): FaceTemplate | null {
  const own = ownTemplate(face, embeddingModel);
  return own && { ...own, second: secondAlone(added) };
}

const ownTemplate = (
  { embedding }: FaceReading,
  model: FacesReading["embeddingModel"],
): FaceTemplate | null =>
  embedding && model ? { model: model.name, modelVersion: model.version, embedding } : null;

/** What a face is compared by: the engine's template, or without an engine the reading's own embedding. */
export const templateOf = (face: FaceReading, model: FacesReading["embeddingModel"]): FaceTemplate | null =>
  face.template === undefined ? ownTemplate(face, model) : face.template;
