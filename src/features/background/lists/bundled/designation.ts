import type { EntityType } from "../entity.ts";

/** A well-known public designation, written out as facts. */
export interface Designation {
  /** Lists that hold it, each with the programme named there. */
  on: Partial<Record<"un_sc" | "us_ofac_sdn" | "eu_fsf" | "gb_sanctions", string>>;
  type: EntityType;
  name: string;
  aliases?: string[];
  /** In the script of its own language. */
  native?: string;
  /** `YYYY-MM-DD` or `YYYY`; several where the lists state several. */
  born?: string[];
  gender?: "F" | "M";
  /** ISO 3166-1 alpha-2. */
  countries?: string[];
}
