import { euSource } from "./eu/source.ts";
import { fbiSource } from "./fbi/source.ts";
import { interpolSource } from "./interpol/source.ts";
import { consolidatedSource, sdnSource } from "./ofac/source.ts";
import { fbiWantedSource, interpolRedSource, openSanctionsSource } from "./open-sanctions/source.ts";
import type { ListSource } from "./source.ts";
import { ukSource } from "./uk/source.ts";
import { unSource } from "./un/source.ts";

/** Every list that can be loaded. A list is added here, with its folder, and in `known-lists.ts`. */
export const LIST_SOURCES: readonly ListSource[] = [
  unSource,
  sdnSource,
  consolidatedSource,
  euSource,
  ukSource,
  fbiSource,
  interpolSource,
  fbiWantedSource,
  interpolRedSource,
];

/** The lists that are fetched from their publishers without being asked for. */
export const FETCHED_SOURCES: readonly ListSource[] = LIST_SOURCES.filter((source) => !source.byHand);

/** The source of a list, any dataset of OpenSanctions included; null when Enroll cannot read it. */
export const listSource = (listId: string): ListSource | null =>
  LIST_SOURCES.find((source) => source.listId === listId) ?? openSanctionsSource(listId);
