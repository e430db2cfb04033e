/** Where a caret stands in half-typed SQL, and what may come there. Never fails on any text. */

export interface SqlWanted {
  /** A name of a table, a column or the language; or the key of a map. */
  readonly kind: "table" | "word" | "key" | "nothing";
  /** The map whose key is wanted. */
  readonly map: "attributes" | "resource" | null;
  readonly prefix: string;
  readonly from: number;
  /** Tables that the statement names. */
  readonly tables: readonly string[];
}

export const SQL_TABLES = ["spans", "logs", "metric_points"] as const;

export const SQL_WORDS = [
  "SELECT", "FROM", "WHERE", "GROUP BY", "GROUP BY ALL", "ORDER BY", "HAVING", "LIMIT", "DISTINCT", "JOIN", "LEFT JOIN", "ON", "AND", "OR", "NOT", "IN", "IS NULL", "IS NOT NULL", "BETWEEN", "LIKE", "ILIKE", "CASE", "WHEN", "THEN", "ELSE", "END", "AS", "DESC", "WITH", "UNION ALL", "INTERVAL", "EXPLAIN",
  "count(*)", "count_if(", "sum(", "avg(", "min(", "max(", "quantile_cont(", "approx_count_distinct(", "arg_max(", "date_trunc('minute', ", "time_bucket(INTERVAL 1 MINUTE, ", "try_cast(", "coalesce(", "regexp_matches(", "starts_with(", "now()", `$from`, `$to`,
] as const;

const COMMENT_OR_TEXT = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** What is wanted at the caret. */
export function sqlWantedAt(text: string, caret: number): SqlWanted {
  const before = text.slice(0, caret);
  const tables = SQL_TABLES.filter((table) => new RegExp(`\\b${table}\\b`, "i").test(text));
  const bare = before.replace(COMMENT_OR_TEXT, (part) => (part.startsWith("--") && !before.endsWith(part) ? part.replace(/./g, " ") : part.startsWith("--") ? "--" : " ".repeat(part.length)));
  const key = /\b(attributes|resource)\s*\[\s*'([^']*)$/i.exec(before);
  const isKey = key !== null && !isInText(before.slice(0, key.index));
  if (isKey) return { kind: "key", map: key[1]!.toLowerCase() as "attributes" | "resource", prefix: key[2]!, from: caret - key[2]!.length, tables };
  if (isInText(before) || bare.endsWith("--")) return { kind: "nothing", map: null, prefix: "", from: caret, tables };
  const prefix = /[$A-Za-z_]\w*$/.exec(before)?.[0] ?? "";
  const isTable = /\b(from|join)\s+$/i.test(before.slice(0, caret - prefix.length));
  return { kind: isTable ? "table" : prefix === "" ? "nothing" : "word", map: null, prefix, from: caret - prefix.length, tables };
}

/** Whether a text ends within a literal. */
function isInText(text: string): boolean {
  return text.replace(COMMENT_OR_TEXT, "").includes("'");
}
