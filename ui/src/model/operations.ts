import type { Path } from "./criticalPath";
import type { Tree } from "./spanTree";
import { endOf, isError, type Trace } from "./trace";

/** What the spans of one service and name took together. */
export interface OperationSum {
  readonly service: string;
  readonly name: string;
  readonly spans: number;
  readonly errors: number;
  readonly total: number;
  readonly longest: number;
  /** Time in which no child ran. */
  readonly self: number;
  /** Time on the critical path. */
  readonly onPath: number;
  /** The span that is longest on the path, else longest. */
  readonly example: number;
}

/** Sums by service and name, those with most of the critical path first. */
export function operationsOf(trace: Trace, tree: Tree, path: Path): OperationSum[] {
  const sums = new Map<number, { -readonly [K in keyof OperationSum]: OperationSum[K] }>();
  for (let span = 0; span < trace.size; span++) {
    const key = trace.services.at[span]! * trace.names.texts.length + trace.names.at[span]!;
    let sum = sums.get(key);
    if (!sum) {
      sum = { service: trace.services.texts[trace.services.at[span]!]!, name: trace.names.texts[trace.names.at[span]!]!, spans: 0, errors: 0, total: 0, longest: 0, self: 0, onPath: 0, example: span };
      sums.set(key, sum);
    }
    const weight = (at: number) => path.exclusive[at]! * 1e6 + trace.durations[at]!;
    if (weight(span) > weight(sum.example)) sum.example = span;
    sum.spans++;
    sum.errors += isError(trace, span) ? 1 : 0;
    sum.total += trace.durations[span]!;
    sum.longest = Math.max(sum.longest, trace.durations[span]!);
    sum.self += selfTime(trace, tree, span);
    sum.onPath += path.exclusive[span]!;
  }
  return [...sums.values()].sort((a, b) => b.onPath - a.onPath || b.self - a.self);
}

/** Time of a span in which no child ran; children are by start. */
export function selfTime(trace: Trace, tree: Tree, span: number): number {
  const end = endOf(trace, span);
  let covered = 0;
  let until = trace.starts[span]!;
  for (let child = tree.firstChild[span]!; child >= 0; child = tree.nextSibling[child]!) {
    const from = Math.max(until, trace.starts[child]!);
    const to = Math.min(end, endOf(trace, child));
    if (to > from) {
      covered += to - from;
      until = to;
    }
  }
  return trace.durations[span]! - covered;
}

/** Where an error began: a failed span with no failed span below, the first to end; -1 without errors. */
export function errorSource(trace: Trace, tree: Tree): number {
  let found = -1;
  for (let span = 0; span < trace.size; span++) {
    if (!isError(trace, span) || tree.errors[span] !== 1) continue;
    if (found < 0 || endOf(trace, span) < endOf(trace, found)) found = span;
  }
  return found;
}

/** The root that people mean by the trace: the longest. */
export function mainRoot(trace: Trace, tree: Tree): number {
  let found = tree.firstRoot;
  for (let root = tree.firstRoot; root >= 0; root = tree.nextSibling[root]!) {
    const isReal = trace.parents[root] === -1;
    const isBetter = trace.durations[root]! > trace.durations[found]!;
    const wasReal = trace.parents[found] === -1;
    if ((isReal && !wasReal) || (isReal === wasReal && isBetter)) found = root;
  }
  return found;
}
