// Names that lists use and CLDR does not; keys are folded by `fold` below.
const OTHER_NAMES: Record<string, string> = {
  "democratic peoples republic of korea": "KP",
  "korea north": "KP",
  dprk: "KP",
  "korea south": "KR",
  "republic of korea": "KR",
  "syrian arab republic": "SY",
  "democratic republic of the congo": "CD",
  "congo democratic republic of the": "CD",
  "congo republic of the": "CG",
  congo: "CG",
  "iran islamic republic of": "IR",
  "united kingdom of great britain and northern ireland": "GB",
  "russian federation": "RU",
  "united states of america": "US",
  "united republic of tanzania": "TZ",
  "state of palestine": "PS",
  palestinian: "PS",
  "west bank": "PS",
  gaza: "PS",
  turkiye: "TR",
  turkey: "TR",
  "viet nam": "VN",
  burma: "MM",
  myanmar: "MM",
  "china hong kong special administrative region": "HK",
  "hong kong": "HK",
  macau: "MO",
  "ivory coast": "CI",
  "cote d ivoire": "CI",
  "czech republic": "CZ",
  "bosnia and herzegovina": "BA",
  "trinidad and tobago": "TT",
  "moldova republic of": "MD",
  macedonia: "MK",
  "the former yugoslav republic of macedonia": "MK",
  "the gambia": "GM",
  "bahamas the": "BS",
  swaziland: "SZ",
  "venezuela bolivarian republic of": "VE",
  "bolivia plurinational state of": "BO",
  "cabo verde": "CV",
  "holy see": "VA",
  "brunei darussalam": "BN",
  "lao peoples democratic republic": "LA",
  "virgin islands british": "VG",
  "region crimea": "UA",
  kosovo: "XK",
  "antigua and barbuda": "AG",
  "saint kitts and nevis": "KN",
};

const fold = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();

let byName: Map<string, string> | undefined;

/** English country names from the runtime's CLDR data, read once. */
function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map(Object.entries(OTHER_NAMES));
  const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      // Retired codes carry the names of today's countries in CLDR (BU, ZR, FX …).
      const name = RETIRED.has(code) ? undefined : regions.of(code);
      if (name && !byName.has(fold(name))) byName.set(fold(name), code);
    }
  }
  return byName;
}

const RETIRED = new Set([
  "AN",
  "BU",
  "CS",
  "DD",
  "DY",
  "FX",
  "HV",
  "NH",
  "NT",
  "RH",
  "SU",
  "TP",
  "UK",
  "VD",
  "YD",
  "YU",
  "ZR",
]);

/** ISO 3166-1 alpha-2 of a country as a list names it in English; null for what is no country of today. */
export function countryCode(name: string): string | null {
  const trimmed = name.trim();
  if (/^[A-Z]{2}$/.test(trimmed) && !RETIRED.has(trimmed)) return trimmed;
  return names().get(fold(trimmed)) ?? null;
}
