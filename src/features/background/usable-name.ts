import { squash } from "./screening/score-name.ts";
import { tokenize } from "./screening/tokens.ts";

/** Whether there is anything to search by: two letters at least after folding, titles and legal forms aside. */
export function isUsableName(name: string): boolean {
  const tokens = tokenize(name);
  const letters = squash(tokens).length > 0 ? squash(tokens) : tokens.map((token) => token.text).join("");
  return letters.replace(/[^a-z]/g, "").length >= 2;
}
