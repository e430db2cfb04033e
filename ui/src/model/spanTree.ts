import { isError, type Trace } from "./trace";

/** Who stands below whom, as positions of spans; -1 means none. */
export interface Tree {
  readonly firstRoot: number;
  readonly parents: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly childCount: Int32Array;
  readonly depth: Int32Array;
  /** Spans depth first, parents before children, siblings by start. */
  readonly order: Int32Array;
  /** Position in `order`. */
  readonly place: Int32Array;
  /** Spans of the subtree, itself included. */
  readonly weight: Int32Array;
  /** Failed spans of the subtree, itself included. */
  readonly errors: Int32Array;
  /** Spans whose parent is absent. */
  readonly orphans: number;
  /** Parents left out because a span would be its own ancestor. */
  readonly cycles: number;
  /** Greatest depth, from 0. */
  readonly height: number;
}

/** Builds the tree; a cycle is cut at its span with the earliest start. */
export function treeOf(trace: Trace): Tree {
  const size = trace.size;
  const parents = Int32Array.from(trace.parents, (parent) => Math.max(-1, parent));
  const cycles = cutCycles(parents);
  const firstChild = new Int32Array(size).fill(-1);
  const nextSibling = new Int32Array(size).fill(-1);
  const childCount = new Int32Array(size);
  let firstRoot = -1;
  for (let span = size - 1; span >= 0; span--) {
    const parent = parents[span]!;
    if (parent < 0) {
      nextSibling[span] = firstRoot;
      firstRoot = span;
    } else {
      nextSibling[span] = firstChild[parent]!;
      firstChild[parent] = span;
      childCount[parent]!++;
    }
  }
  const depth = new Int32Array(size);
  const order = new Int32Array(size);
  const place = new Int32Array(size);
  let height = 0;
  let at = 0;
  for (let span = firstRoot; span >= 0; ) {
    const parent = parents[span]!;
    depth[span] = parent < 0 ? 0 : depth[parent]! + 1;
    height = Math.max(height, depth[span]!);
    place[span] = at;
    order[at++] = span;
    if (firstChild[span]! >= 0) {
      span = firstChild[span]!;
    } else {
      while (span >= 0 && nextSibling[span]! < 0) span = parents[span]!;
      span = span < 0 ? -1 : nextSibling[span]!;
    }
  }
  const weight = new Int32Array(size).fill(1);
  const errors = new Int32Array(size);
  for (let back = size - 1; back >= 0; back--) {
    const span = order[back]!;
    errors[span]! += isError(trace, span) ? 1 : 0;
    const parent = parents[span]!;
    if (parent >= 0) {
      weight[parent]! += weight[span]!;
      errors[parent]! += errors[span]!;
    }
  }
  const orphans = trace.parents.reduce((sum, parent) => sum + (parent === -2 ? 1 : 0), 0);
  return { firstRoot, parents, firstChild, nextSibling, childCount, depth, order, place, weight, errors, orphans, cycles, height };
}

/** Takes the parent from one span of each cycle; how many. */
function cutCycles(parents: Int32Array): number {
  const seen = new Int32Array(parents.length);
  let cut = 0;
  for (let start = 0; start < parents.length; start++) {
    let span = start;
    while (span >= 0 && seen[span] === 0) {
      seen[span] = start + 1;
      span = parents[span]!;
    }
    if (span < 0 || seen[span] !== start + 1) continue;
    let earliest = span;
    for (let member = parents[span]!; member !== span; member = parents[member]!) earliest = Math.min(earliest, member);
    parents[earliest] = -1;
    cut++;
  }
  return cut;
}
