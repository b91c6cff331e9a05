import type { DocumentLayout, MachineZone } from "../../src/features/documents/layouts/layout.ts";
import { DOCUMENT_LAYOUTS, layoutById } from "../../src/features/documents/layouts/layouts.ts";
import type { CardSize } from "./card-sizes.ts";

/** What a specimen can be of: every row of the product's layouts, and ICAO's other forms, made from its passport. */
export interface SpecimenType {
  id: string;
  layout: DocumentLayout;
  size: CardSize;
  zones: { front: readonly Zone[]; back: readonly Zone[] };
}
export type Zone = MachineZone | "MRVA" | "MRVB";

const SIZE_OF_ZONE: Partial<Record<Zone, CardSize>> = { TD2: "ID2", TD3: "ID3", MRVA: "MRVA", MRVB: "MRVB" };

const ofLayout = (layout: DocumentLayout): SpecimenType => {
  const zones = { front: layout.front.machine, back: layout.back?.machine ?? [] };
  const size = zones.front.map((zone) => SIZE_OF_ZONE[zone]).find((known) => known !== undefined);
  return { id: layout.id, layout, size: size ?? "ID1", zones };
};

/** The fields of ICAO's passport or card on another form. */
function icaoForm(id: string, title: string, zone: Zone, size: CardSize): SpecimenType {
  const documentType = zone === "TD2" ? "id_card" : "visa";
  const like = layoutById(documentType === "visa" ? "icao-passport" : "icao-id-card");
  if (!like) throw new Error("ICAO's layouts are missing");
  const front = { ...like.front, texts: [title], machine: [] };
  return {
    id,
    layout: { ...like, id, documentType, front, back: null },
    size,
    zones: { front: [zone], back: [] },
  };
}

export const SPECIMEN_TYPES: readonly SpecimenType[] = [
  ...DOCUMENT_LAYOUTS.map(ofLayout),
  icaoForm("icao-id-card-td2", "IDENTITY CARD", "TD2", "ID2"),
  icaoForm("icao-visa-a", "VISA", "MRVA", "MRVA"),
  icaoForm("icao-visa-b", "VISA", "MRVB", "MRVB"),
];

/** Short names of what is asked for most. */
const ALIASES: Readonly<Record<string, string>> = {
  passport: "icao-passport",
  "id-card": "icao-id-card",
  visa: "icao-visa-a",
};

/** The type of an id or a short name; null when there is none. */
export const specimenType = (name: string): SpecimenType | null =>
  SPECIMEN_TYPES.find(({ id }) => id === (ALIASES[name] ?? name)) ?? null;
