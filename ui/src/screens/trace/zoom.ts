/** The part of a trace that is looked at, in nanoseconds after its start. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
  readonly isZoomed: boolean;
}

/** Reads `from-to` in nanoseconds; anything else is the whole. */
export function zoomOf(text: string, length: number): Zoom {
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  const [from, to] = found ? [Number(found[1]), Math.min(length, Number(found[2]))] : [0, length];
  return from < to ? { from, to, isZoomed: from > 0 || to < length } : { from: 0, to: length, isZoomed: false };
}

/** The text of a part; null for the whole. */
export function zoomText(from: number, to: number, length: number): string | null {
  const [start, end] = [Math.max(0, Math.floor(Math.min(from, to))), Math.min(length, Math.ceil(Math.max(from, to)))];
  return end - start < Math.max(1, length / 1e6) || (start === 0 && end === length) ? null : `${start}-${end}`;
}

/** Round steps for an axis: about so many, each a whole number of 1, 2 or 5. */
export function ticks(from: number, to: number, most: number): number[] {
  const raw = (to - from) / most;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = size * ([1, 2, 5, 10].find((factor) => factor * size >= raw) ?? 10);
  const result: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) result.push(at);
  return result;
}
