import { Failure } from "./failure";
import { postForText } from "./http";
import { Reader } from "./shape";

export interface SqlColumn {
  readonly name: string;
  /** As DuckDB calls it: `VARCHAR`, `BIGINT`, `TIMESTAMP_NS`, `MAP(VARCHAR, VARCHAR)` … */
  readonly type: string;
}

export interface SqlTable {
  readonly columns: readonly SqlColumn[];
  /** Texts, truth values, null, lists, maps, numbers; whole numbers that no number holds are texts. */
  readonly rows: readonly (readonly unknown[])[];
  /** Whether there were more rows than were asked for. */
  readonly isTruncated: boolean;
  readonly millis: number;
}

/** Most rows that the server hands out at a time. */
export const MOST_ROWS = 100_000;

/** Asks in SQL. Aborting ends the question on the server too. */
export async function runSql(sql: string, maxRows: number, abort: AbortSignal): Promise<SqlTable> {
  const began = performance.now();
  const text = await postForText("/clew/v1/sql", { sql, maxRows }, "application/json", abort);
  const answer = new Reader(parsed(text));
  return {
    columns: answer.list("columns", (column) => ({ name: column.text("name"), type: column.text("type") })),
    rows: answer.list("rows", (row) => row.items()),
    isTruncated: answer.truth("isTruncated"),
    millis: performance.now() - began,
  };
}

/** The whole result as CSV, as the server writes it: safe from formulas. */
export function sqlCsv(sql: string, abort: AbortSignal): Promise<string> {
  return postForText("/clew/v1/sql", { sql, maxRows: MOST_ROWS }, "text/csv", abort);
}

function parsed(text: string): unknown {
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
  } catch {
    throw new Failure("broken", "This page does not understand the server: the answer is not JSON.");
  }
}

/** Nanoseconds since 1970 are beyond what a number holds: they stay the digits that were sent. */
function exact(this: unknown, _: string, value: unknown, context?: { source?: string }): unknown {
  const isLost = typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(context?.source ?? "");
  return isLost ? context!.source : value;
}

/** The cells of a row by the names of their columns. */
export function cells(table: SqlTable): Record<string, unknown>[] {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, at) => [column.name, row[at]])));
}
