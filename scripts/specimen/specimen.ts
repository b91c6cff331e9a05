/**
 * Prints a specimen document to try Enroll with.
 *
 *   npm run specimen -- --out passport.jpg [--outcome valid|expired|bad-check-digit|data-mismatch] [--state UTO]
 *     [--portrait face.jpg] [--family-name …] [--given-names …] [--date-of-birth YYYY-MM-DD] [--sex F|M|X] [--number …]
 *     [--selfie selfie.jpg]   writes the sample selfie that belongs to the sample portrait
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Holder, OUTCOMES, type Outcome } from "./holder.ts";
import { renderSpecimen, type SpecimenOptions } from "./render.ts";
import { sampleSelfie } from "./sample-pictures.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    outcome: { type: "string", default: "valid" },
    state: { type: "string", default: "UTO" },
    portrait: { type: "string" },
    selfie: { type: "string" },
    "family-name": { type: "string" },
    "given-names": { type: "string" },
    "date-of-birth": { type: "string" },
    sex: { type: "string" },
    number: { type: "string" },
  },
});
const outcome = OUTCOMES.find((known): known is Outcome => known === values.outcome);
const wrong =
  (!values.out && "say where to with --out <file.jpg>") ||
  (!outcome && `--outcome is one of ${OUTCOMES.join(", ")}`) ||
  (!/^[A-Z]{1,3}$/.test(values.state) && "--state is a code of up to three capitals, such as UTO") ||
  (values["date-of-birth"] &&
    !/^\d{4}-\d\d-\d\d$/.test(values["date-of-birth"]) &&
    "--date-of-birth is YYYY-MM-DD") ||
  (values.sex && !/^[FMX]$/.test(values.sex) && "--sex is F, M or X");
if (wrong || !values.out || !outcome) {
  console.error(wrong);
  process.exit(1);
}

const holder: Partial<Holder> = {};
if (values["family-name"]) holder.familyName = values["family-name"].toUpperCase();
if (values["given-names"]) holder.givenNames = values["given-names"].toUpperCase();
if (values["date-of-birth"]) holder.dateOfBirth = values["date-of-birth"];
if (values.sex) holder.sex = values.sex as Holder["sex"];
if (values.number) holder.documentNumber = values.number.toUpperCase();
if (values.state !== "UTO") holder.nationality = values.state;

const options: SpecimenOptions = { outcome, state: values.state, holder };
if (values.portrait) options.portrait = readFileSync(values.portrait);
const specimen = await renderSpecimen(options);
writeFileSync(values.out, specimen.jpeg);
console.log(
  `${values.out}: ${outcome} passport of ${specimen.holder.givenNames} ${specimen.holder.familyName}`,
);
if (!specimen.hasPortrait)
  console.log("Without a portrait: the sample photographs are not there (node scripts/prepare.ts).");

if (values.selfie) {
  const selfie = await sampleSelfie();
  if (selfie) writeFileSync(values.selfie, selfie);
  console.log(
    selfie ? values.selfie : "No selfie: the sample photographs are not there (node scripts/prepare.ts).",
  );
}
