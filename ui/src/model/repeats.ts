import type { Tree } from "./spanTree";
import { endOf, type Trace } from "./trace";

/** Siblings of equal service and name, shown as one line until somebody asks for each. */
export interface Repeat {
  /** By start. */
  readonly members: Int32Array;
  /** Sum of their durations. */
  readonly total: number;
  readonly start: number;
  readonly end: number;
}

export interface Repeats {
  readonly list: readonly Repeat[];
  /** Position in `list` by span; -1 for spans that are not repeated. */
  readonly of: Int32Array;
}

const LEAST = 5;

/** Finds groups of at least five siblings of equal service, name and kind. */
export function repeatsOf(trace: Trace, tree: Tree): Repeats {
  const of = new Int32Array(trace.size).fill(-1);
  const list: Repeat[] = [];
  for (let parent = 0; parent < trace.size; parent++) {
    if (tree.childCount[parent]! < LEAST) continue;
    const groups = new Map<number, number[]>();
    for (let child = tree.firstChild[parent]!; child >= 0; child = tree.nextSibling[child]!) {
      const key = (trace.services.at[child]! * trace.names.texts.length + trace.names.at[child]!) * 6 + trace.kinds[child]!;
      const group = groups.get(key);
      if (group) group.push(child);
      else groups.set(key, [child]);
    }
    for (const members of groups.values()) {
      if (members.length < LEAST) continue;
      for (const member of members) of[member] = list.length;
      list.push(summed(trace, members));
    }
  }
  return { list, of };
}

function summed(trace: Trace, members: readonly number[]): Repeat {
  let [total, start, end] = [0, Infinity, 0];
  for (const member of members) {
    total += trace.durations[member]!;
    start = Math.min(start, trace.starts[member]!);
    end = Math.max(end, endOf(trace, member));
  }
  return { members: Int32Array.from(members), total, start, end };
}
