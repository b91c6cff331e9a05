import { checkDigit } from "../../src/kernel/mrz-format.ts";
import type { Identity } from "./identity.ts";
import { US_ADDRESS } from "./printed-values.ts";

/** What issuers write into the symbols of their cards, for invented holders; each as its reader under `src/` tells. */

const digits = (text = "") => text.replace(/\D/g, "");
const reversed = (date: string, separator: string) => date.split("-").reverse().join(separator);
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");

/** A licence of the tenth version of AAMVA's standard, issued by Virginia, whose example it follows (annex D.12). */
export function aamvaText({ holder, numbers }: Identity): string {
  const day = (date: string) => `${date.slice(5, 7)}${date.slice(8)}${date.slice(0, 4)}`;
  const [first = "", ...middle] = plain(holder.givenNames).split(" ");
  const elements = [
    `DAQ${numbers.documentNumber ?? ""}`,
    `DCS${plain(holder.familyName)}`,
    "DDEN",
    `DAC${first}`,
    "DDFN",
    `DAD${middle.join(" ") || "NONE"}`,
    "DDGN",
    "DCAD",
    "DCBNONE",
    "DCDNONE",
    `DBD${day(holder.dateOfIssue)}`,
    `DBB${day(holder.dateOfBirth)}`,
    `DBA${day(holder.dateOfExpiry)}`,
    `DBC${{ M: "1", F: "2", X: "9" }[holder.sex]}`,
    `DAU${String(Math.round(Number(holder.heightCm) / 2.54)).padStart(3, "0")} in`,
    "DAYBRO",
    `DAG${US_ADDRESS[0]}`,
    "DAIRICHMOND",
    "DAJVA",
    "DAK232690000  ",
    "DCF0000000000SPECIMEN",
    "DCGUSA",
  ];
  const subfile = `DL${elements.join("\n")}\r`;
  const length = String(subfile.length).padStart(4, "0");
  return `@\n\x1e\rANSI 636000100001DL0031${length}${subfile}`;
}

/** The 531 bytes of Colombia's yellow cédula, with zeros for the fingerprints (places as in `barcodes/co-cedula.ts`). */
export function coCedulaBytes({ holder, numbers }: Identity): Uint8Array {
  const bytes = new Uint8Array(531);
  const write = (at: number, text: string, length: number) =>
    bytes.set(Buffer.from(text.slice(0, length), "latin1"), at);
  const [family1 = "", family2 = ""] = holder.familyName.split(" ");
  const [given1 = "", given2 = ""] = holder.givenNames.split(" ");
  write(0, "0000000000", 10);
  write(24, "PubDSK_1", 8);
  write(48, digits(numbers.documentNumber).padStart(10, "0"), 10);
  write(58, family1, 23);
  write(81, family2, 23);
  write(104, given1, 23);
  write(127, given2, 23);
  write(150, `0${holder.sex}`, 2);
  write(152, holder.dateOfBirth.replaceAll("-", ""), 8);
  write(160, "015001", 6);
  write(166, holder.bloodType.padEnd(3), 3);
  return bytes;
}

/** Argentina's card since 2012, with the ends of the CUIL (`barcodes/ar-dni.ts`). */
export function arDniText({ holder, numbers }: Identity): string {
  const cuil = digits(numbers.personalNumber);
  return [
    "00123456789",
    plain(holder.familyName),
    plain(holder.givenNames),
    holder.sex,
    digits(numbers.documentNumber),
    "A",
    reversed(holder.dateOfBirth, "/"),
    reversed(holder.dateOfIssue, "/"),
    cuil.slice(0, 2) + cuil.slice(-1),
  ].join("@");
}

/** The link on Chile's card: its number and the chip's key of an invented holder (`barcodes/cl-cedula.ts`). */
export function clQrText({ holder, numbers }: Identity): string {
  const run = (numbers.personalNumber ?? "").replace(/\./g, "");
  const serial = digits(numbers.documentNumber);
  const withDigit = (text: string) => text + checkDigit(text);
  const day = (date: string) => withDigit(date.replaceAll("-", "").slice(2));
  const key = withDigit(serial) + day(holder.dateOfBirth) + day(holder.dateOfExpiry);
  return `https://portal.sidiv.registrocivil.cl/docstatus?RUN=${run}&type=CEDULA&serial=${serial}&mrz=${key}`;
}

/** The link on Mexico's voter card, of the shape that its reader knows (`barcodes/mx-ine.ts`). */
export const mxIneQrText = ({ holder }: Identity): string =>
  `https://qr.ine.mx/0000000000000/${holder.dateOfIssue.replaceAll("-", "")}/L/0000000000`;
