/** How a share stands against the same share in the time before. */
export type Trend = "new" | "worse" | "better" | "same";

interface Share {
  readonly many: number;
  readonly of: number;
}

/** Changes by less than this factor are chance as often as not. */
const FACTOR = 1.5;
const LEAST = 3;

/** A share now against the one before; null before is none at all. */
export function trendOf(now: Share, before: Share | null): Trend {
  if (!before || before.many === 0) return "new";
  if (now.many + before.many < LEAST) return "same";
  const ratio = now.many / Math.max(1, now.of) / (before.many / Math.max(1, before.of));
  return ratio >= FACTOR ? "worse" : ratio <= 1 / FACTOR ? "better" : "same";
}
