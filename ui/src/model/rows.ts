import type { Repeats } from "./repeats";
import type { Tree } from "./spanTree";

/** The lines of a waterfall: spans, and groups of repeated ones. */
export interface Rows {
  readonly size: number;
  /** The span of a line; of a group, its first. */
  readonly span: Int32Array;
  /** The group that a line stands for; -1 for a span. */
  readonly group: Int32Array;
  /** How far a line is set in. */
  readonly indent: Int32Array;
}

/** The lines in view: without what lies below closed spans, and with a line for each closed group. */
export function rowsOf(tree: Tree, repeats: Repeats, closed: ReadonlySet<number>, openGroups: ReadonlySet<number>): Rows {
  const size = tree.order.length;
  const span = new Int32Array(size + openGroups.size);
  const group = new Int32Array(size + openGroups.size).fill(-1);
  const indent = new Int32Array(size + openGroups.size);
  const extra = new Map<number, number>();
  let count = 0;
  const setIn = (at: number): number => {
    const parent = tree.parents[at]!;
    return parent < 0 ? 0 : (extra.get(parent) ?? tree.depth[parent]!) + 1;
  };
  for (let at = 0; at < size; ) {
    const current = tree.order[at]!;
    const repeat = repeats.of[current]!;
    let depth = extra.size > 0 ? setIn(current) : tree.depth[current]!;
    if (repeat >= 0) {
      const isFirst = repeats.list[repeat]!.members[0] === current;
      const isOpen = openGroups.has(repeat);
      if (isFirst) {
        span[count] = current;
        group[count] = repeat;
        indent[count++] = depth;
      }
      if (!isOpen) {
        at += tree.weight[current]!;
        continue;
      }
      depth++;
      extra.set(current, depth);
    } else if (extra.size > 0 && depth !== tree.depth[current]) {
      extra.set(current, depth);
    }
    span[count] = current;
    indent[count++] = depth;
    at += closed.has(current) ? tree.weight[current]! : 1;
  }
  return { size: count, span: span.subarray(0, count), group: group.subarray(0, count), indent: indent.subarray(0, count) };
}

/** The line of a span; of its group, or of what holds it, when it is not in view itself; -1 if none. */
export function rowOf(rows: Rows, tree: Tree, span: number): number {
  for (let above = span; above >= 0; above = tree.parents[above]!) {
    const row = rows.span.findIndex((each, at) => each === above && rows.group[at] === -1);
    if (row >= 0) return row;
  }
  return -1;
}
