import { bytes, count, duration } from "./format";

/** What a column of an SQL result is to a person, from its type and its name. */
export type Sort = "asc" | "desc";

interface Column {
  readonly name: string;
  readonly type: string;
}

export function isNumeric(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type);
}

export function isTime(type: string): boolean {
  return /^(TIMESTAMP|DATE)/.test(type);
}

/** Writes a number of a column with the unit that its name tells. */
export function formatOf(name: string): (value: number) => string {
  if (/(_|^)(nanos|ns)$/i.test(name)) return duration;
  if (/(_|^)(ms|millis)$/i.test(name)) return (value) => duration(value * 1e6);
  if (/(_|^)(s|seconds)$/i.test(name)) return (value) => duration(value * 1e9);
  if (/(_|^)bytes$/i.test(name)) return bytes;
  return count;
}

/** A cell on one line. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The positions of rows by one of their columns; null stands last, equals stay in order. */
export function sortedRows(rows: readonly (readonly unknown[])[], column: number, type: string, order: Sort): number[] {
  const sign = order === "asc" ? 1 : -1;
  const places = rows.map((_, at) => at);
  const values = rows.map((row) => row[column]);
  const compare = isNumeric(type) ? byNumber : byText;
  return places.sort((a, b) => {
    const [left, right] = [values[a], values[b]];
    if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
    return sign * compare(left, right) || a - b;
  });
}

function byNumber(left: unknown, right: unknown): number {
  const exact = typeof left === "string" && typeof right === "string" && /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  if (exact) return BigInt(left) < BigInt(right) ? -1 : left === right ? 0 : 1;
  return Number(left) - Number(right);
}

function byText(left: unknown, right: unknown): number {
  const [a, b] = [cellText(left), cellText(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Widths in characters, from the names and the first rows. */
export function widthsOf(columns: readonly Column[], rows: readonly (readonly unknown[])[]): number[] {
  return columns.map((column, at) => {
    let most = column.name.length + 3;
    for (const row of rows.slice(0, 100)) most = Math.max(most, shownLength(cellText(row[at])));
    return Math.min(56, Math.max(6, most));
  });
}

/** Trace ids are shortened in the middle; digits are wider than letters. */
function shownLength(text: string): number {
  if (/^[0-9a-f]{32}$/.test(text)) return 18;
  return /^[0-9a-f]{16}$/.test(text) ? 19 : Math.min(80, text.length);
}

export type ChartData =
  | { readonly kind: "series"; readonly times: readonly number[]; readonly unit: string; readonly series: readonly { name: string; values: (number | null)[] }[]; readonly left: number }
  | { readonly kind: "bars"; readonly unit: string; readonly bars: readonly { name: string; value: number }[]; readonly left: number };

const MOST_SERIES = 8;
const MOST_BARS = 40;

/** What can be drawn of a result: numbers over time, numbers by name, or nothing. */
export function chartOf(columns: readonly Column[], rows: readonly (readonly unknown[])[]): ChartData | null {
  const time = columns.findIndex((column) => isTime(column.type));
  const names = columns.flatMap((column, at) => (at !== time && !isNumeric(column.type) && !isTime(column.type) ? [at] : []));
  const numbers = columns.flatMap((column, at) => (isNumeric(column.type) ? [at] : []));
  if (numbers.length === 0 || rows.length === 0) return null;
  if (time >= 0) return seriesOf(columns, rows, time, names, numbers);
  const name = names.length > 0 ? names : [numbers[0]!];
  const value = names.length > 0 ? (numbers.find((column) => isFalling(rows, column)) ?? numbers[0]!) : numbers[1];
  if (value === undefined) return null;
  const bars = rows.flatMap((row) => (row[value] === null ? [] : [{ name: name.map((at) => cellText(row[at])).join(" · "), value: Number(row[value]) }]));
  return { kind: "bars", unit: columns[value]!.name, bars: bars.slice(0, MOST_BARS), left: Math.max(0, bars.length - MOST_BARS) };
}

/** Whether the rows stand by this column, the largest first: it is what the person asked for. */
function isFalling(rows: readonly (readonly unknown[])[], column: number): boolean {
  return rows.length > 2 && rows.every((row, at) => at === 0 || Number(row[column]) <= Number(rows[at - 1]![column]));
}

function seriesOf(columns: readonly Column[], rows: readonly (readonly unknown[])[], time: number, names: number[], numbers: number[]): ChartData | null {
  const instants = rows.map((row) => Date.parse(String(row[time])) / 1_000);
  const times = [...new Set(instants.filter(Number.isFinite))].sort((a, b) => a - b);
  if (times.length < 2) return null;
  const places = new Map(times.map((instant, at) => [instant, at]));
  const found = new Map<string, { name: string; values: (number | null)[]; sum: number }>();
  rows.forEach((row, at) => {
    const place = places.get(instants[at]!);
    if (place === undefined) return;
    const prefix = names.map((column) => cellText(row[column])).join(" · ");
    for (const column of names.length > 0 ? numbers.slice(0, 1) : numbers) {
      const name = names.length > 0 ? prefix : columns[column]!.name;
      let series = found.get(name);
      if (!series) found.set(name, (series = { name, values: times.map(() => null), sum: 0 }));
      const value = row[column] === null ? null : Number(row[column]);
      series.values[place] = value;
      series.sum += Math.abs(value ?? 0);
    }
  });
  const all = [...found.values()].sort((a, b) => b.sum - a.sum);
  return { kind: "series", times, unit: columns[numbers[0]!]!.name, series: all.slice(0, MOST_SERIES), left: Math.max(0, all.length - MOST_SERIES) };
}
