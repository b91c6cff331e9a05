import { type Endpoint, endpoint } from "../../http/endpoint.ts";
import { checkData, checkParams } from "./check-schemas.ts";
import { checkCriminalRecords, statusOf } from "./criminal-check.ts";
import { criminalBody, criminalData } from "./criminal-schemas.ts";
import { decideMatch } from "./decisions/decide-match.ts";
import { decisionBody, matchParams } from "./decisions/decision-schemas.ts";
import type { BackgroundDeps } from "./deps.ts";
import { getCheck } from "./get-check.ts";
import { getLists } from "./get-lists.ts";
import { listsData } from "./list-schemas.ts";
import { ownListEndpoints } from "./own-lists/routes.ts";
import { checkWatchlistsOfMany } from "./watchlist-batch.ts";
import { checkWatchlists } from "./watchlist-check.ts";
import { watchlistAnswer, watchlistBody } from "./watchlist-schemas.ts";

const tag = "Background";

/** The endpoints of watchlist and criminal checks. */
export function backgroundEndpoints(deps: BackgroundDeps): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/background/watchlist-check",
      operationId: "checkWatchlists",
      tag,
      title: { en: "Check watchlists", es: "Consultar listas de control" },
      summary: {
        en: "Screens a user or a subject against sanctions and other lists, and explains every hit.",
        es: "Busca a un usuario o a un sujeto en listas de sanciones y otras, y explica cada coincidencia.",
      },
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
      title: { en: "Check criminal records", es: "Consultar antecedentes penales" },
      summary: {
        en: "Looks for a person in wanted notices and asks the connected registers of the jurisdictions.",
        es: "Busca a una persona en avisos de captura y pregunta a los registros conectados de las jurisdicciones.",
      },
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
      title: { en: "Read a check", es: "Leer una consulta" },
      summary: {
        en: "The result of a watchlist or criminal check, with what a person has decided of its hits.",
        es: "El resultado de una consulta, con lo que una persona ha decidido sobre sus coincidencias.",
      },
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
      title: { en: "Decide on a hit", es: "Decidir sobre una coincidencia" },
      summary: {
        en: "Says whether a hit is the person; a false positive counts no more, until the entry on the list changes.",
        es: "Dice si una coincidencia es la persona; un falso positivo no vuelve a contar hasta que cambie la entrada de la lista.",
      },
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
      title: { en: "Read the lists", es: "Leer las listas" },
      summary: {
        en: "The lists that answers rest on: version, date, hash, age, and those not loaded.",
        es: "Las listas en que se basan las respuestas: versión, fecha, hash, antigüedad, y las que no están cargadas.",
      },
      scope: "background:read",
      limit: null,
      data: listsData,
      handle: async ({ caller }) => ({ data: await getLists(deps, caller) }),
    }),
    ...ownListEndpoints(deps),
  ];
}
