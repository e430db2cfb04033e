import { getJson } from "./http";
import { Reader } from "./shape";
import type { Window } from "./words";

export interface Facet {
  readonly value: string;
  readonly traces: number;
  readonly errors: number;
}

/** Matching traces by start and duration; rows are steps of equal ratio. */
export interface Heatmap {
  readonly columns: number;
  readonly rows: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly leastNanos: number;
  readonly mostNanos: number;
  /** `column, row, traces, errors` in turn. */
  readonly cells: Int32Array;
  readonly traces: number;
  readonly errors: number;
  readonly isComplete: boolean;
  readonly oldestMs: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly services: readonly Facet[];
  readonly operations: readonly Facet[];
}

export async function heatmap(question: { q: string; columns: number; rows: number } & Window, abort: AbortSignal): Promise<Heatmap> {
  const answer = new Reader(await getJson("/clew/v1/heatmap", { ...question }, abort));
  const facet = (item: Reader): Facet => ({ value: item.text("value"), traces: item.number("traces"), errors: item.number("errors") });
  const quantiles = answer.child("quantiles");
  return {
    columns: answer.number("columns"),
    rows: answer.number("rows"),
    fromMs: Number(answer.text("startNanos")) / 1e6,
    toMs: Number(answer.text("endNanos")) / 1e6,
    leastNanos: answer.number("leastNanos"),
    mostNanos: answer.number("mostNanos"),
    cells: Int32Array.from((answer.raw("cells") as number[][]).flat()),
    traces: answer.number("traces"),
    errors: answer.number("errors"),
    isComplete: answer.truth("isComplete"),
    oldestMs: Number(answer.text("oldestNanos")) / 1e6,
    p50: quantiles.number("p50"),
    p90: quantiles.number("p90"),
    p99: quantiles.number("p99"),
    services: answer.list("services", facet),
    operations: answer.list("operations", facet),
  };
}
