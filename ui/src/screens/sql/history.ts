/** Statements that were run, newest first, as this browser remembers them. */
const KEY = "clew.sql.past";
const MOST = 30;

export function pastStatements(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text): text is string => typeof text === "string") : [];
  } catch {
    return [];
  }
}

export function rememberStatement(sql: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([sql, ...pastStatements().filter((old) => old !== sql)].slice(0, MOST)));
  } catch {
    // Nothing is remembered where nothing may be stored.
  }
}
