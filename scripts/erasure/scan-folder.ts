import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A thing to look for, and the byte strings as which it may lie in a file. */
export interface Needle {
  name: string;
  forms: { form: string; bytes: Buffer }[];
}

export interface Find {
  needle: string;
  form: string;
  /** Relative to the folder. */
  file: string;
  offset: number;
}

/** Shorter strings would be found in anything. */
const MIN_BYTES = 6;

/** Text or bytes as they are, in UTF-16 of both orders, in hexadecimal, and in base64 wherever a group may begin. */
export function needleOf(name: string, secret: string | Uint8Array): Needle {
  const plain = Buffer.from(secret as string);
  const forms = [
    { form: "plain", bytes: plain },
    { form: "hex", bytes: Buffer.from(plain.toString("hex")) },
    { form: "HEX", bytes: Buffer.from(plain.toString("hex").toUpperCase()) },
    ...[0, 1, 2].flatMap((shift) => base64At(plain, shift)),
  ];
  if (typeof secret === "string") {
    const little = Buffer.from(secret, "utf16le");
    forms.push(
      { form: "utf-16le", bytes: little },
      { form: "utf-16be", bytes: Buffer.from(little).swap16() },
    );
    const cases = [secret.toLowerCase(), secret.toUpperCase()].filter((text) => text !== secret);
    forms.push(...cases.map((text) => ({ form: "other capitals", bytes: Buffer.from(text) })));
  }
  return { name, forms: forms.filter(({ bytes }) => bytes.length >= MIN_BYTES) };
}

/** The letters of base64 that depend on these bytes alone, when `shift` bytes of their group stand before them. */
function base64At(plain: Buffer, shift: number): { form: string; bytes: Buffer }[] {
  const text = Buffer.concat([Buffer.alloc(shift), plain])
    .toString("base64")
    .replace(/=+$/, "");
  const whole = Math.floor(((shift + plain.length) * 8) / 6);
  const inner = text.slice(Math.ceil((shift * 8) / 6), whole);
  const url = inner.replaceAll("+", "-").replaceAll("/", "_");
  return [...new Set([inner, url])].map((letters) => ({
    form: `base64+${shift}`,
    bytes: Buffer.from(letters),
  }));
}

/** Every place in the raw bytes of a folder's files where one of the needles lies: pages in use, free pages, logs. */
export function scanFolder(
  folder: string,
  needles: readonly Needle[],
): { files: number; bytes: number; finds: Find[] } {
  const finds: Find[] = [];
  let bytes = 0;
  const files = filesBelow(folder);
  for (const file of files) {
    const content = readFileSync(file);
    bytes += content.length;
    for (const { name, forms } of needles) {
      for (const { form, bytes: sought } of forms) {
        for (let at = content.indexOf(sought); at !== -1; at = content.indexOf(sought, at + 1)) {
          finds.push({ needle: name, form, file: path.relative(folder, file), offset: at });
        }
      }
    }
  }
  return { files: files.length, bytes, finds };
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
