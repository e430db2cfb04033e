/** SQL text made of parts: what comes from people or from telemetry goes in as literals. */

/** A text as a literal, whatever is in it. */
export function literal(text: string): string {
  const parts = text.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(" || chr(0) || ")})`;
}

/** Whole nanoseconds since 1970 of whole milliseconds, with all digits. */
export function nanosOf(millis: number): string {
  return `${Math.floor(millis)}000000`;
}

/** A statement with the range of the page put in for `$from` and `$to`. */
export interface Bound {
  readonly text: string;
  /** Whether the statement names the range at all. */
  readonly isRanged: boolean;
  /** Where a character of the text stands in what the person wrote; both count from 0. */
  readonly back: (offset: number) => number;
}

const NAMED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(?:(from)|(to))\b/g;

/** Puts a range, in milliseconds since 1970, in for `$from` and `$to`; texts and comments stay as they are. */
export function bind(sql: string, range: { readonly from: number; readonly to: number }): Bound {
  const steps: { at: number; was: number; is: number }[] = [];
  let text = "";
  let done = 0;
  for (const found of sql.matchAll(NAMED)) {
    if (!found[1] && !found[2]) continue;
    text += sql.slice(done, found.index);
    const value = timestamp(found[1] ? range.from : range.to);
    steps.push({ at: text.length, was: found[0].length, is: value.length });
    text += value;
    done = found.index + found[0].length;
  }
  text += sql.slice(done);
  return { text, isRanged: steps.length > 0, back: (offset) => backFrom(offset, steps) };
}

function timestamp(millis: number): string {
  return `TIMESTAMP '${new Date(millis).toISOString().slice(0, -1).replace("T", " ")}'`;
}

function backFrom(offset: number, steps: readonly { at: number; was: number; is: number }[]): number {
  let shift = 0;
  for (const { at, was, is } of steps) {
    if (offset < at) break;
    if (offset < at + is) return at - shift;
    shift += is - was;
  }
  return offset - shift;
}

/** The offset of a place that counts lines and characters from 1. */
export function offsetOf(text: string, place: { readonly line: number; readonly column: number }): number {
  const lines = text.split("\n");
  const before = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const line = [...(lines[place.line - 1] ?? "")];
  return Math.min(text.length, before + line.slice(0, place.column - 1).join("").length);
}
