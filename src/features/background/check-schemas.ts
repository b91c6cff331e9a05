import * as z from "zod";
import { checkId } from "./check-id.ts";
import { type CriminalData, criminalData } from "./criminal-schemas.ts";
import { type WatchlistData, watchlistData } from "./watchlist-schemas.ts";

export const checkParams = z.strictObject({ checkId });

export type CheckData = WatchlistData | CriminalData;

export const checkData = z.discriminatedUnion("type", [watchlistData, criminalData]);
