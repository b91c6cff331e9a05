const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
const green = paint(32);
const yellow = paint(33);
const red = paint(31);

/** Colours an outcome by what it means for the person. */
export function outcome(word: string): string {
  if (["pass", "approved", "clear", "completed", "yes"].includes(word)) return green(word);
  if (["fail", "rejected", "match", "no"].includes(word)) return red(word);
  return yellow(word);
}

let number = 0;
/** Begins a numbered step. */
export function step(title: string): void {
  number += 1;
  console.log(`\n${bold(`${String(number).padStart(2)}  ${title}`)}`);
}

/** One finding below a step: a name and what was found. */
export function line(name: string, value: string): void {
  console.log(`    ${dim(name.padEnd(22))} ${value}`);
}
