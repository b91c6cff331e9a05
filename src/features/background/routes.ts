import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { checkCriminalRecords, statusOf } from "./criminal-check.ts";
import { decideMatch } from "./decisions/decide-match.ts";
import type { BackgroundDeps } from "./deps.ts";
import { getCheck } from "./get-check.ts";
import { getLists } from "./get-lists.ts";
import { ownListEndpoints } from "./own-lists/routes.ts";
import {
  checkData,
  checkParams,
  criminalBody,
  criminalData,
  decisionBody,
  listsData,
  matchParams,
  watchlistAnswer,
  watchlistBody,
} from "./schemas.ts";
import { checkWatchlistsOfMany } from "./watchlist-batch.ts";
import { checkWatchlists } from "./watchlist-check.ts";

const tag = "Background";

/** The endpoints of watchlist and criminal checks. */
export function backgroundEndpoints(deps: BackgroundDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/background/watchlist-check",
      operationId: "checkWatchlists",
      tag,
      summary: "Screens a user or a subject against sanctions and other lists, and explains every hit.",
      scope: "background:write",
      limit: "background",
      body: watchlistBody,
      data: watchlistAnswer,
      example: {
        subject: { fullName: "Sergey Lavrov", dateOfBirth: "1950-03-21", nationality: "RU" },
        lists: ["us_ofac_sdn", "un_sc"],
      },
      handle: async ({ caller, body }) => {
        const { subjects, ...one } = body;
        if (subjects === undefined) return { data: await checkWatchlists(deps, caller, one) };
        const { userId: _userId, subject: _subject, ...wishes } = one;
        return { data: await checkWatchlistsOfMany(deps, caller, { ...wishes, subjects }) };
      },
    }),
    endpoint({
      method: "post",
      path: "/background/criminal-check",
      operationId: "checkCriminalRecords",
      tag,
      summary: "Looks for a person in wanted notices and asks the connected registers of the jurisdictions.",
      scope: "background:write",
      limit: "background",
      body: criminalBody,
      data: criminalData,
      example: {
        subject: { fullName: "Ana Ruiz", dateOfBirth: "1990-01-15", nationality: "CO" },
        jurisdictions: ["CO"],
        purpose: "onboarding",
      },
      handle: async ({ caller, body }) => {
        const data = await checkCriminalRecords(deps, caller, body);
        return { data, status: statusOf(data) };
      },
    }),
    endpoint({
      method: "get",
      path: "/background/checks/:checkId",
      operationId: "getBackgroundCheck",
      tag,
      summary: "The result of a watchlist or criminal check, with what a person has decided of its hits.",
      scope: "background:read",
      limit: null,
      params: checkParams,
      data: checkData,
      handle: async ({ caller, params }) => ({ data: await getCheck(deps, caller, params.checkId) }),
    }),
    endpoint({
      method: "post",
      path: "/background/checks/:checkId/matches/:entityId/decision",
      operationId: "decideMatch",
      tag,
      summary:
        "Says whether a hit is the person; a false positive counts no more, until the entry on the list changes.",
      scope: "background:write",
      limit: null,
      params: matchParams,
      body: decisionBody,
      data: checkData,
      example: { decision: "false_positive", note: "Born in another country, by the passport." },
      handle: async ({ caller, params, body }) => ({
        data: await decideMatch(deps, caller, { ...params, ...body }),
      }),
    }),
    endpoint({
      method: "get",
      path: "/background/lists",
      operationId: "getLists",
      tag,
      summary: "The lists that answers rest on: version, date, hash, age, and those not loaded.",
      scope: "background:read",
      limit: null,
      data: listsData,
      handle: async ({ caller }) => ({ data: await getLists(deps, caller) }),
    }),
    ...ownListEndpoints(deps),
  ];
}
