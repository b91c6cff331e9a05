import { type FetchPage, PageProblem } from "../fetch-page.ts";
import { isRecord, textOf, toJsonLines } from "../json-lines.ts";

const LIST = "https://api.fbi.gov/wanted/v1/list";
// The most that the API gives at once.
const PAGE_SIZE = 50;
const MAX_PAGES = 100;
// Notices come and go while the pages are read; more than this share missing is a list that is not whole.
const LEAST_SHARE = 0.98;

/**
 * Reads every page of the API (`total`, `page`, `items`; sorted by publication so that pages hold still) into lines
 * of JSON, by `uid`. Throws `PageProblem` when it did not get them all. https://www.fbi.gov/wanted/api
 */
export async function downloadFbi(fetchPage: FetchPage): Promise<Uint8Array> {
  const items = new Map<string, unknown>();
  let total = 0;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const url = `${LIST}?pageSize=${PAGE_SIZE}&page=${page}&sort_on=publication&sort_order=asc`;
    const answer = await fetchPage(url);
    if (!isRecord(answer) || !Array.isArray(answer.items)) throw new PageProblem("NOT_A_PAGE");
    total = Math.max(total, Number(answer.total) || 0);
    for (const item of answer.items) {
      const uid = isRecord(item) ? textOf(item.uid) : "";
      if (uid !== "") items.set(uid, item);
    }
    if (answer.items.length === 0 || items.size >= total) break;
  }
  if (items.size === 0 || items.size < LEAST_SHARE * total) throw new PageProblem("INCOMPLETE");
  return toJsonLines(items);
}
