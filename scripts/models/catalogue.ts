import { convertDlib } from "./dlib-convert.ts";
import { readFaceApi } from "./face-api-read.ts";
import { convertMiniFasNet } from "./minifasnet-convert.ts";
import type { WrittenNet } from "./net-writer.ts";
import { convertOnnx } from "./onnx-convert.ts";
import { readOnnx } from "./onnx-read.ts";
import { readPth } from "./pth-read.ts";

/** Where a file of weights comes from: a file inside a published npm package, or an address. */
export type ModelSource =
  | { kind: "npm"; package: string; version: string; path: string }
  | { kind: "url"; url: string };

/** A published file, where it comes from and what it must be. */
export interface PinnedFile {
  /** Name of the file in `ENROLL_MODELS_DIR` and in the cache. */
  file: string;
  /** SHA-256 of the file as it is published: anything else is refused. */
  sha256: string;
  source: ModelSource;
}

export interface ModelEntry extends PinnedFile {
  /** Folder under `.enroll/models` and name in every answer that this net had a part in. */
  net: string;
  version: string;
  license: string;
  /** A second file, without which the first cannot be read. */
  beside?: PinnedFile;
  convert(bytes: Uint8Array, beside: Uint8Array): WrittenNet;
}

const fromOnnx = (bytes: Uint8Array): WrittenNet => convertOnnx(readOnnx(bytes));
const fromPth = (bytes: Uint8Array): WrittenNet => convertMiniFasNet(readPth(bytes));

function faceplugin(net: string, file: string, sha256: string): ModelEntry {
  const source = {
    kind: "npm",
    package: "faceplugin-face-recognition-js",
    version: "0.0.1",
    path: `package/model/${file}`,
  } as const;
  return { net, version: "0.0.1", license: "MIT", file, sha256, source, convert: fromOnnx };
}

function miniFasNet(net: string, file: string, sha256: string): ModelEntry {
  const upstream = "https://raw.githubusercontent.com/minivision-ai/Silent-Face-Anti-Spoofing/master";
  const source = { kind: "url", url: `${upstream}/resources/anti_spoof_models/${file}` } as const;
  return {
    net,
    version: file.split("_")[0] ?? "",
    license: "Apache-2.0",
    file,
    sha256,
    source,
    convert: fromPth,
  };
}

function dlib(): ModelEntry {
  const [name, version] = ["@vladmandic/face-api", "1.7.15"];
  const file = (end: string) => ({
    file: `face_recognition_model${end}`,
    source: {
      kind: "npm",
      package: name,
      version,
      path: `package/model/face_recognition_model${end}`,
    } as const,
  });
  return {
    net: "face-embed-dlib",
    version,
    license: "public domain (the weights, dlib-models), MIT (their package)",
    ...file(".bin"),
    sha256: "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
    beside: {
      ...file("-weights_manifest.json"),
      sha256: "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
    },
    convert: (bytes, manifest) => convertDlib(readFaceApi(manifest, bytes)),
  };
}

/** Every net that is fetched; `docs/models.md` has a card for each. */
export const MODELS: readonly ModelEntry[] = [
  faceplugin(
    "face-detect",
    "fr_detect.onnx",
    "6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854",
  ),
  faceplugin(
    "face-landmark",
    "fr_landmark.onnx",
    "f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258",
  ),
  faceplugin(
    "face-embed",
    "fr_feature.onnx",
    "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581",
  ),
  faceplugin("face-eye", "fr_eye.onnx", "1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de"),
  dlib(),
  miniFasNet(
    "liveness-near",
    "2.7_80x80_MiniFASNetV2.pth",
    "a5eb02e1843f19b5386b953cc4c9f011c3f985d0ee2bb9819eea9a142099bec0",
  ),
  miniFasNet(
    "liveness-far",
    "4_0_0_80x80_MiniFASNetV1SE.pth",
    "84ee1d37d96894d5e82de5a57df044ef80a58be2b218b5ed7cdfd875ec2f5990",
  ),
];
