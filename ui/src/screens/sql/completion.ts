import { cells, runSql } from "../../api/sql";
import { keys } from "../../api/words";
import { timeWindow } from "../../app/location";
import { SQL_TABLES, SQL_WORDS, type SqlWanted, sqlWantedAt } from "../../model/sqlWords";

/** Something that may be put in at the caret. */
export interface Suggestion {
  readonly text: string;
  readonly detail: string;
  readonly from: number;
}

const MOST = 8;
const columns = new Map<string, Promise<Suggestion[]>>();

/** What may come at the caret: tables, columns and keys from the data, words of the language. */
export async function complete(text: string, caret: number): Promise<Suggestion[]> {
  const wanted = sqlWantedAt(text, caret);
  const prefix = wanted.prefix.toLowerCase();
  const found = (await choices(wanted)).filter(({ text: word }) => word.toLowerCase().includes(prefix) && word !== wanted.prefix);
  const rank = (word: string) => (word.toLowerCase().startsWith(prefix) ? 0 : 1);
  return found.sort((a, b) => rank(a.text) - rank(b.text)).slice(0, MOST).map((each) => ({ ...each, from: wanted.from }));
}

async function choices({ kind, map, prefix, tables }: SqlWanted): Promise<Suggestion[]> {
  switch (kind) {
    case "nothing":
      return [];
    case "table":
      return SQL_TABLES.map((table) => ({ text: table, detail: "table", from: 0 }));
    case "key": {
      const { start, end } = timeWindow.value;
      const known = await keys({ start, end }, new AbortController().signal);
      const list = map === "resource" ? known.resource : known.span;
      return list.filter((key) => !key.includes("'")).map((key) => ({ text: `${key}']`, detail: map!, from: 0 }));
    }
    case "word": {
      const all = await Promise.all((tables.length > 0 ? tables : SQL_TABLES).map(columnsOf));
      const named = new Map(all.flat().reverse().map((column) => [column.text, column]));
      const words = prefix.length < 2 ? [] : SQL_WORDS.map((text) => ({ text, detail: text.includes("(") ? "function" : text.startsWith("$") ? "time range" : "word", from: 0 }));
      return [...named.values(), ...SQL_TABLES.map((table) => ({ text: table, detail: "table", from: 0 })), ...words];
    }
  }
}

/** The columns of a table; asked once. */
function columnsOf(table: string): Promise<Suggestion[]> {
  const known = columns.get(table);
  if (known) return known;
  const asked = runSql(`DESCRIBE ${table}`, 1_000, new AbortController().signal).then((found) =>
    cells(found).map((column) => ({ text: String(column.column_name), detail: `${table}, ${String(column.column_type).toLowerCase().slice(0, 24)}`, from: 0 })),
  );
  columns.set(table, asked);
  asked.catch(() => columns.delete(table));
  return asked;
}
