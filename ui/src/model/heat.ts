/** The scales of a heatmap: time is even, duration is in steps of equal ratio. */
export interface HeatScale {
  readonly columns: number;
  readonly rows: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly leastNanos: number;
  readonly mostNanos: number;
}

export function timeAt(scale: HeatScale, column: number): number {
  return scale.fromMs + ((scale.toMs - scale.fromMs) * column) / scale.columns;
}

/** The duration at the lower edge of a row. */
export function durationAt(scale: HeatScale, row: number): number {
  return scale.leastNanos * (scale.mostNanos / scale.leastNanos) ** (row / scale.rows);
}

/** The row, with a fraction, of a duration. */
export function rowAt(scale: HeatScale, nanos: number): number {
  return (Math.log(nanos / scale.leastNanos) / Math.log(scale.mostNanos / scale.leastNanos)) * scale.rows;
}

/** Round durations within the scale: 1, 2 and 5 of each power of ten, as many as have room. */
export function durationTicks(scale: HeatScale, most: number): number[] {
  const decades = Math.log10(scale.mostNanos / scale.leastNanos);
  const factors = decades * 3 <= most ? [1, 2, 5] : [1];
  const result: number[] = [];
  for (let power = Math.floor(Math.log10(scale.leastNanos)); power <= Math.log10(scale.mostNanos); power++) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= scale.leastNanos && value <= scale.mostNanos) result.push(value);
    }
  }
  return result.slice(0, Math.max(most, 2) + 2);
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000];

/** Round local times within the scale. */
export function timeTicks(scale: HeatScale, most: number): number[] {
  const seconds = (scale.toMs - scale.fromMs) / 1_000;
  const step = (STEPS.find((size) => seconds / size <= most) ?? STEPS.at(-1)!) * 1_000;
  const offset = new Date(scale.fromMs).getTimezoneOffset() * 60_000;
  const result: number[] = [];
  for (let at = Math.ceil((scale.fromMs - offset) / step) * step + offset; at <= scale.toMs; at += step) result.push(at);
  return result;
}
