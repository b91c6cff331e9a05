/**
 * Legal forms of organisations, each in one canonical spelling. Phrases are folded words; the longest wins.
 * After ISO 20275 (entity legal forms), the forms met on sanctions lists.
 */
const FORMS: Record<string, string> = {
  llc: "llc; limited liability company; ooo; obshchestvo s ogranichennoy otvetstvennostyu; tov",
  ltd: "ltd; limited; ltda; limitada; ltee; private limited; pvt ltd; co ltd; company limited; pte ltd; pty ltd; pjs",
  inc: "inc; incorporated; corp; corporation; corporacion; corporation limited",
  co: "co; company; cie; compagnie; compania; companhia; kompaniya",
  jsc: `jsc; joint stock company; ojsc; cjsc; pjsc; ao; oao; zao; pao; open joint stock company; oaktsionernoe
    obshchestvo; aktsionernoe obshchestvo; aktsionernoye obshchestvo; publichnoe aktsionernoe obshchestvo;
    corporation joint stock company; corporation jsc; corporation ojsc; pjsc; public joint stock company`,
  plc: "plc; public limited company",
  gmbh: "gmbh; gesellschaft mit beschrankter haftung; mbh",
  ag: "ag; aktiengesellschaft; aktiengeselschaft",
  sa: "sa; sociedad anonima; societe anonyme; sociedade anonima; sa de cv; s de rl; s de rl de cv; sapi de cv; sas; spa",
  srl: "srl; sarl; societe a responsabilite limitee; sociedad de responsabilidad limitada; societatea cu raspundere limitata; sl",
  spzoo: "sp z o o; sp z oo; spzoo; spolka z ograniczona odpowiedzialnoscia; sro; s r o; doo; d o o; ood",
  bv: "bv; besloten vennootschap; nv; naamloze vennootschap",
  lp: "lp; llp; limited partnership; limited liability partnership; kg; ohg; gbr",
  ab: "ab; aktiebolag; as; a s; oy; oyj; asa; aps; se; kk; gk",
  fzco: "fzco; fze; fz llc; free zone company; est; establishment; wll; psc; fzc",
  holding: "holding; holdings; group; gruppe; groupe; grupo; gruppa",
};

/** First word → its phrases, longest first, so that the longest wins. */
export const FORM_PHRASES: ReadonlyMap<string, { words: string[]; form: string }[]> = (() => {
  const byFirst = new Map<string, { words: string[]; form: string }[]>();
  for (const [form, phrases] of Object.entries(FORMS)) {
    for (const phrase of phrases.split(";")) {
      const words = phrase.trim().split(/\s+/);
      const first = words[0] ?? "";
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, form }]);
    }
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return byFirst;
})();

/** Short forms that are also syllables of people's names: a form only as the last word of a longer name. */
export const FORM_ONLY_LAST = new Set([
  "as",
  "ab",
  "se",
  "ao",
  "sa",
  "sl",
  "co",
  "ag",
  "kg",
  "est",
  "lp",
  "oy",
  "kk",
  "gk",
  "spa",
  "tov",
  "sas",
  "company",
]);
