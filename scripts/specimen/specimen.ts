/**
 * Prints specimen documents to try Enroll with; docs/specimens.md says what each leads to.
 *
 *   npm run specimen -- --type mx-ine --outcome expired --out folder      writes folder/mx-ine-expired-front.jpg, …-back.jpg
 *   npm run specimen -- --out passport.jpg                                a file's name takes the front alone
 *   npm run specimen -- --list                                            types, outcomes, degradations
 *
 *     [--type passport|id-card|visa|<id>] [--state UTO] [--outcome valid|expired|…] [--degrade perspective,blur,…] [--seed n]
 *     [--portrait face.jpg] [--family-name …] [--given-names …] [--date-of-birth YYYY-MM-DD] [--sex F|M|X] [--number …]
 *     [--selfie selfie.jpg]   writes the sample selfie that belongs to the sample portrait
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { DEGRADATIONS } from "./degradations.ts";
import type { Holder } from "./holder.ts";
import { isOutcome, OUTCOMES } from "./outcomes.ts";
import { renderSpecimen, type SpecimenOptions } from "./render.ts";
import { sampleSelfie } from "./sample-pictures.ts";
import { SPECIMEN_TYPES, specimenType } from "./specimen-layouts.ts";

const { values } = parseArgs({
  options: {
    type: { type: "string", default: "passport" },
    out: { type: "string" },
    outcome: { type: "string", default: "valid" },
    state: { type: "string", default: "UTO" },
    degrade: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    portrait: { type: "string" },
    selfie: { type: "string" },
    list: { type: "boolean", default: false },
    "family-name": { type: "string" },
    "given-names": { type: "string" },
    "date-of-birth": { type: "string" },
    sex: { type: "string" },
    number: { type: "string" },
  },
});

if (values.list) {
  for (const { id, layout } of SPECIMEN_TYPES) console.log(`${id.padEnd(24)}${layout.name}`);
  console.log();
  for (const [name, meaning] of Object.entries(OUTCOMES)) console.log(`${name.padEnd(24)}${meaning}`);
  console.log(`\n${Object.keys(DEGRADATIONS).join(", ")}`);
  process.exit(0);
}

const { outcome } = values;
const degrade = values.degrade.split(",").filter(Boolean);
const unknown = degrade.find((name) => !Object.hasOwn(DEGRADATIONS, name));
const wrong =
  (!values.out && "say where to with --out <folder> or --out <file.jpg>") ||
  (!specimenType(values.type) && `--type ${values.type} is none of those that --list names`) ||
  (!isOutcome(outcome) && `--outcome is one of ${Object.keys(OUTCOMES).join(", ")}`) ||
  (unknown && `--degrade takes ${Object.keys(DEGRADATIONS).join(", ")}`) ||
  (!/^\d+$/.test(values.seed) && "--seed is a number") ||
  (!/^[A-Z]{1,3}$/.test(values.state) && "--state is a code of up to three capitals, such as UTO") ||
  (values["date-of-birth"] &&
    !/^\d{4}-\d\d-\d\d$/.test(values["date-of-birth"]) &&
    "--date-of-birth is YYYY-MM-DD") ||
  (values.sex && !/^[FMX]$/.test(values.sex) && "--sex is F, M or X");
if (wrong || !values.out || !isOutcome(outcome)) {
  console.error(wrong);
  process.exit(1);
}

const holder: Partial<Holder> = {};
if (values["family-name"]) holder.familyName = values["family-name"].toUpperCase();
if (values["given-names"]) holder.givenNames = values["given-names"].toUpperCase();
if (values["date-of-birth"]) holder.dateOfBirth = values["date-of-birth"];
if (values.sex) holder.sex = values.sex as Holder["sex"];
if (values.number) holder.documentNumber = values.number.toUpperCase();

const options: SpecimenOptions = {
  type: values.type,
  outcome,
  state: values.state,
  degrade,
  seed: Number(values.seed),
  holder,
};
if (values.portrait) options.portrait = readFileSync(values.portrait);
const specimen = await renderSpecimen(options).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const single = /\.jpe?g$/i.test(values.out);
if (!single) mkdirSync(values.out, { recursive: true });
for (const { side, jpeg } of single ? specimen.pictures.slice(0, 1) : specimen.pictures) {
  const file = single ? values.out : path.join(values.out, `${specimen.type.id}-${outcome}-${side}.jpg`);
  writeFileSync(file, jpeg);
  console.log(`${file}: ${side} of ${specimen.type.id}, ${OUTCOMES[outcome]}`);
}
const { familyName, givenNames, dateOfBirth, documentNumber } = specimen.holder;
console.log(`${givenNames} ${familyName}, born ${dateOfBirth}, number ${documentNumber || "(none)"}`);
if (!specimen.hasPortrait)
  console.log("Without a portrait: the sample photographs are not there (node scripts/prepare.ts).");

if (values.selfie) {
  const selfie = await sampleSelfie();
  if (selfie) writeFileSync(values.selfie, selfie);
  console.log(
    selfie ? values.selfie : "No selfie: the sample photographs are not there (node scripts/prepare.ts).",
  );
}
