import { literal } from "./sql";

/**
 * The filter of the Logs page: terms with spaces between, and all of them hold.
 *
 * `word` or `"some words"` in the text · `service:name` · `level:error`, `level>=warn` · `trace:id`,
 * `span:id` · `event:name` · `key=value`, `key!=value`, `key=*` of attributes and resource. `-` before
 * a term turns it round; quotes take a value with spaces.
 */
export type Term =
  | { readonly kind: "text"; readonly value: string; readonly isNot: boolean }
  | { readonly kind: "service" | "trace" | "span" | "event"; readonly value: string; readonly isNot: boolean }
  | { readonly kind: "level"; readonly value: number; readonly isLeast: boolean; readonly isNot: boolean }
  | { readonly kind: "attribute"; readonly key: string; readonly value: string | null; readonly isNot: boolean };

/** The levels of OpenTelemetry in their order; a record without one is `none`. */
export const LEVELS = ["none", "trace", "debug", "info", "warn", "error", "fatal"] as const;
export type Level = (typeof LEVELS)[number];

export type Parsed = { readonly terms: readonly Term[] } | { readonly problem: string; readonly at: number };

const TERM = /(-?)(?:("(?:[^"\\]|\\.)*"|[^\s"=!<>:]+)(>=|!=|=|:))?("(?:[^"\\]|\\.)*"|[^\s"]+)/y;

/** Reads a filter; says what is wrong, and where, when it cannot. */
export function parseFilter(text: string): Parsed {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    const space = /^\s+/.exec(text.slice(at));
    if (space) {
      at += space[0].length;
      continue;
    }
    TERM.lastIndex = at;
    const found = TERM.exec(text);
    if (!found) return { problem: text[at] === '"' || text.slice(at).includes('"') ? "the quote is not closed" : "this is not a term", at };
    const end = at + found[0].length;
    if (end < text.length && !/\s/.test(text[end]!)) return { problem: "the quote is not closed, or a space is missing", at: end };
    const term = termOf(found[1] === "-", found[2] ?? null, found[3] ?? "", found[4]!);
    if (typeof term === "string") return { problem: term, at };
    terms.push(term);
    at = end;
  }
  return { terms };
}

function termOf(isNegated: boolean, name: string | null, operator: string, raw: string): Term | string {
  const value = unquoted(raw);
  if (name === null) return { kind: "text", value, isNot: isNegated };
  const isNot = isNegated !== (operator === "!=");
  const isOwn = operator === ":" || operator === ">=";
  if (isOwn && name === "level") {
    const level = LEVELS.indexOf(value.toLowerCase() as Level);
    return level < 0 ? `levels are ${LEVELS.join(", ")}` : { kind: "level", value: level, isLeast: operator === ">=", isNot };
  }
  if (operator === ">=") return "only level can be compared: level>=warn";
  if (operator === ":") {
    if (name === "service" || name === "trace" || name === "span" || name === "event") return { kind: name, value, isNot };
    return { kind: "text", value: `${unquoted(name)}:${value}`, isNot: isNegated };
  }
  return { kind: "attribute", key: unquoted(name), value: raw === "*" ? null : value, isNot };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

/** A value as the filter takes it. */
export function quotedTerm(value: string): string {
  return /^[^\s"=!<>:*\\-][^\s"=!<>:\\]*$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** The filter with a term in the place of others that begin alike; an empty term takes them out. */
export function withTerm(filter: string, begin: RegExp, term: string): string {
  const kept = (filter.match(/(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g) ?? []).filter((part) => !begin.test(part));
  return [...kept, ...(term ? [term] : [])].join(" ");
}

/** Level of a record as a number, position in `LEVELS`. */
export const LEVEL_SQL =
  "CASE WHEN severity_number > 20 THEN 6 WHEN severity_number > 16 THEN 5 WHEN severity_number > 12 THEN 4 WHEN severity_number > 8 THEN 3 " +
  "WHEN severity_number > 4 THEN 2 WHEN severity_number > 0 THEN 1 ELSE CASE upper(severity) WHEN 'FATAL' THEN 6 WHEN 'CRITICAL' THEN 6 " +
  "WHEN 'ERROR' THEN 5 WHEN 'WARN' THEN 4 WHEN 'WARNING' THEN 4 WHEN 'INFO' THEN 3 WHEN 'DEBUG' THEN 2 WHEN 'TRACE' THEN 1 ELSE 0 END END";

/** The filter as conditions of SQL over `logs`. */
export function conditions(terms: readonly Term[]): string {
  return terms.map((term) => ` AND ${condition(term)}`).join("");
}

function condition(term: Term): string {
  const holds = holding(term);
  return term.isNot ? `NOT coalesce(${holds}, false)` : `(${holds})`;
}

function holding(term: Term): string {
  switch (term.kind) {
    case "text":
      return `contains(lower(body), lower(${literal(term.value)}))`;
    case "level":
      return `${LEVEL_SQL} ${term.isLeast ? ">=" : "="} ${term.value}`;
    case "service":
      return `service = ${literal(term.value)}`;
    case "event":
      return `event_name = ${literal(term.value)}`;
    case "trace":
      return `trace_id = ${literal(term.value.toLowerCase())}`;
    case "span":
      return `span_id = ${literal(term.value.toLowerCase())}`;
    case "attribute": {
      const key = literal(term.key);
      return term.value === null
        ? `attributes[${key}] IS NOT NULL OR resource[${key}] IS NOT NULL`
        : `attributes[${key}] = ${literal(term.value)} OR resource[${key}] = ${literal(term.value)}`;
    }
  }
}
