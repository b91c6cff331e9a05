const PREFIX = "own:";

/** A tenant's list as a check names it, beside the public ones. */
export const ownListId = (id: string): string => `${PREFIX}${id}`;

/** The id of a tenant's list that a check names; null for a public list. */
export const ownListOf = (listId: string): string | null =>
  listId.startsWith(PREFIX) ? listId.slice(PREFIX.length) : null;
