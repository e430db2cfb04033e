import type { Heatmap } from "../../api/heatmap";
import { count, duration, percent } from "../../model/format";

/** What the search says: how many, how many failed, how slow. */
export function answerOf(map: Heatmap): string {
  if (map.traces === 0) return "No traces in this time";
  const many = `${map.isComplete ? "" : "The newest "}${count(map.traces)} ${map.traces === 1 ? "trace" : "traces"}`;
  const failed = map.errors === 0 ? "none with an error" : `${percent(map.errors / map.traces)} with an error`;
  return `${many}, ${failed}; half take ${duration(map.p50)} or less, 1 in 100 more than ${duration(map.p99)}`;
}

export function belowOf(map: Heatmap): string {
  if (map.traces === 0) return "";
  return map.isComplete ? "Drag over the plot to see which they are." : "Older ones are not counted here: narrow the search or the time to count all. Drag over the plot to see which they are.";
}
