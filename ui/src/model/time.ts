/** Instants in milliseconds since 1970, ranges of them, and how both are written. */

export type Range = { readonly kind: "last"; readonly millis: number } | { readonly kind: "between"; readonly from: number; readonly to: number };

export interface Span {
  readonly from: number;
  readonly to: number;
}

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const DEFAULT_RANGE: Range = { kind: "last", millis: 3_600_000 };

/** The lengths on offer. */
export const LENGTHS = ["5m", "15m", "30m", "1h", "3h", "6h", "12h", "1d", "2d", "7d", "30d"] as const;

/** Reads `15m` or `1700000000000-1700003600000`; null for anything else. */
export function parseRange(text: string): Range | null {
  const last = /^(\d{1,6})([smhdw])$/.exec(text);
  if (last) {
    const millis = Number(last[1]) * UNITS[last[2]!]!;
    return millis > 0 ? { kind: "last", millis } : null;
  }
  const between = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  if (between) {
    const [from, to] = [Number(between[1]), Number(between[2])];
    return from < to ? { kind: "between", from, to } : null;
  }
  return null;
}

export function rangeText(range: Range): string {
  if (range.kind === "between") return `${Math.floor(range.from)}-${Math.ceil(range.to)}`;
  for (const unit of ["w", "d", "h", "m"]) {
    const size = UNITS[unit]!;
    if (range.millis % size === 0 && (unit !== "w" || range.millis > size)) return `${range.millis / size}${unit}`;
  }
  return `${Math.round(range.millis / 1_000)}s`;
}

export function resolve(range: Range, now: number): Span {
  return range.kind === "between" ? { from: range.from, to: range.to } : { from: now - range.millis, to: now };
}

/** A range in words: `Last 15 min`, `20 Nov 14:00 – 15:30`. */
export function rangeLabel(range: Range): string {
  if (range.kind === "last") {
    const text = rangeText(range);
    const names: Record<string, string> = { s: "s", m: " min", h: " h", d: text === "1d" ? " day" : " days", w: " weeks" };
    return `Last ${text.slice(0, -1)}${names[text.slice(-1)]}`;
  }
  const isOneDay = day(range.from) === day(range.to);
  return `${shortDay(range.from)} ${minute(range.from)} – ${isOneDay ? "" : `${shortDay(range.to)} `}${minute(range.to)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}

/** `2026-11-20` here. */
export function day(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function shortDay(ms: number): string {
  return new Date(ms).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

function minute(ms: number): string {
  const date = new Date(ms);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** `14:32:05.123` here. */
export function clock(ms: number, isExact = true): string {
  const date = new Date(ms);
  const whole = `${minute(ms)}:${pad(date.getSeconds())}`;
  return isExact ? `${whole}.${pad(date.getMilliseconds(), 3)}` : whole;
}

/** The offset of local time from UTC: `+01:00`. */
export function offset(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** `2026-11-20 14:32:05.123 +01:00`. */
export function dateTime(ms: number): string {
  return `${day(ms)} ${clock(ms)} ${offset(ms)}`;
}

/** `2026-11-20T13:32:05.123456789Z`, from decimal nanoseconds. */
export function utcOfNanos(nanos: string): string {
  const ms = nanosToMillis(nanos);
  return new Date(ms).toISOString().replace(/\.\d+Z$/, `.${nanos.padStart(10, "0").slice(-9)}Z`);
}

/** Decimal nanoseconds, too large for a number, as milliseconds with a fraction. */
export function nanosToMillis(nanos: string): number {
  return Number(nanos.slice(0, -6) || "0") + Number(nanos.slice(-6)) / 1e6;
}

/** What a field of date and time (`datetime-local`) holds. */
export function fieldText(ms: number): string {
  return `${day(ms)}T${clock(ms, false)}`;
}
