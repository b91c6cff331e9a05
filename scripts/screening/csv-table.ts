/** The rows of an RFC 4180 CSV with a header, by the names of its columns; throws when one of those is missing. */
export function readTable<Column extends string>(
  text: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const [header = [], ...rows] = readRows(text.replace(/^\ufeff/, ""));
  const places = columns.map((column) => {
    const at = header.indexOf(column);
    if (at < 0) throw new Error(`the CSV has no column ${column}`);
    return at;
  });
  return rows
    .filter((cells) => cells.some((cell) => cell !== ""))
    .map(
      (cells) =>
        Object.fromEntries(columns.map((column, at) => [column, cells[places[at] ?? 0] ?? ""])) as Record<
          Column,
          string
        >,
    );
}

function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = () => {
    rows.push([...row, cell.replace(/\r$/, "")]);
    row = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? "";
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ",") {
      row.push(cell);
      cell = "";
    } else if (letter === "\n") endRow();
    else cell += letter;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}
