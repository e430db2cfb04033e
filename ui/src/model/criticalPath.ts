/**
 * The critical path: who a trace was waiting for, instant by instant, walked backward from the end
 * of the root. At each instant the child that returned last is on the path; where no child ran, the
 * span itself is. Asynchronous children and what lies outside a parent leave the path; a remote
 * child whose clock is off is first moved into its parent.
 */
import { spanId, KIND, type Trace } from "./trace";
import type { Tree } from "./spanTree";

/** Parts of spans on the path, latest first. */
export interface Path {
  readonly spans: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Time on the path of each span of the trace. */
  readonly exclusive: Float64Array;
  /** Spans that ran on after their parent had ended. */
  readonly tails: Int32Array;
  /** How much a span on the path can shrink before another becomes limiting; 0 off the path. */
  readonly drag: Float64Array;
  /** How much later a span off the path could begin without moving it; 0 on the path, NaN where it cannot matter. */
  readonly slack: Float64Array;
}

/** How much longer than its client a server may seem. */
const LENGTHENING = 1.01;
/** The share of a span that two of its children may overlap by and still count as one after the other. */
const OVERLAP = 0.01;

interface Times {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly isLeft: Uint8Array;
  readonly tails: number[];
}

export function criticalPath(trace: Trace, tree: Tree, root: number): Path {
  const times = sanitised(trace, tree, root);
  const sections: { span: number; from: number; to: number }[] = [];
  const emit = (span: number, from: number, to: number) => {
    if (to > from) sections.push({ span, from, to });
  };
  const stack = [frame(trace, tree, times, root, times.end[root]!)];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const child = next(top, times);
    if (child === null) {
      emit(top.span, times.start[top.span]!, top.until);
      stack.pop();
    } else {
      emit(top.span, child.end, top.until);
      top.until = times.start[child.span]!;
      top.before = child.span;
      stack.push(frame(trace, tree, times, child.span, child.end));
    }
  }
  const exclusive = new Float64Array(trace.size);
  for (const section of sections) exclusive[section.span]! += section.to - section.from;
  return {
    spans: Int32Array.from(sections, (section) => section.span),
    from: Float64Array.from(sections, (section) => section.from),
    to: Float64Array.from(sections, (section) => section.to),
    exclusive,
    tails: Int32Array.from(times.tails),
    ...room(trace, tree, times, root),
  };
}

/**
 * Drag and slack, parents before children. The children of a span that its end waits for stand one
 * after the other; each of the others ends while one of these runs, and may end when that one does.
 * What a span saves is bounded by what its parent saves; a child may wait as long as its parent too.
 */
function room(trace: Trace, tree: Tree, times: Times, root: number): Pick<Path, "drag" | "slack"> {
  const drag = new Float64Array(trace.size);
  const slack = new Float64Array(trace.size).fill(NaN);
  drag[root] = times.end[root]! - times.start[root]!;
  slack[root] = 0;
  const caps = Float64Array.from(times.end);
  const isLimiting = new Uint8Array(trace.size);
  const stack = [root];
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    if (tree.firstChild[span]! < 0) continue;
    const cap = caps[span]!;
    const walked = frame(trace, tree, times, span, cap);
    const chain: { span: number; start: number; end: number; others: number }[] = [];
    for (let child = next(walked, times); child; child = next(walked, times)) {
      walked.until = times.start[child.span]!;
      walked.before = child.span;
      chain.push({ ...child, start: walked.until, others: -Infinity });
    }
    for (const link of chain) isLimiting[link.span] = 1;
    // Both stand by end, the latest first.
    let at = 0;
    for (const child of walked.children) {
      if (isLimiting[child]) continue;
      const end = Math.min(times.end[child]!, cap);
      while (at < chain.length && chain[at]!.start >= end) at++;
      const link = chain[at];
      if (end <= times.start[child]! || !link || link.end < end) continue;
      link.others = Math.max(link.others, end);
      slack[child] = link.end - end + slack[span]!;
      stack.push(child);
    }
    for (const link of chain) {
      slack[link.span] = slack[span]!;
      drag[link.span] = slack[span]! > 0 ? 0 : Math.min(link.end - Math.max(link.start, link.others), drag[span]!);
      caps[link.span] = link.end;
      stack.push(link.span);
    }
  }
  return { drag, slack };
}

interface Frame {
  readonly span: number;
  readonly cap: number;
  readonly children: readonly number[];
  until: number;
  at: number;
  before: number;
  events: Float64Array | null;
}

function frame(trace: Trace, tree: Tree, times: Times, span: number, cap: number): Frame {
  const children: number[] = [];
  for (let child = tree.firstChild[span]!; child >= 0; child = tree.nextSibling[child]!) {
    if (!times.isLeft[child]) children.push(child);
  }
  if (children.length > 1) {
    children.sort(
      (a, b) =>
        Math.min(times.end[b]!, cap) - Math.min(times.end[a]!, cap) ||
        times.start[b]! - times.start[a]! ||
        (spanId(trace, a) < spanId(trace, b) ? -1 : 1),
    );
  }
  return { span, cap, children, until: cap, at: 0, before: -1, events: null };
}

/** The next child on the path, before what was there already; null when only the span is left. */
function next(frame: Frame, times: Times): { span: number; end: number } | null {
  while (frame.at < frame.children.length) {
    const child = frame.children[frame.at++]!;
    const start = times.start[child]!;
    let end = Math.min(times.end[child]!, frame.cap);
    if (end <= start) continue;
    if (end > frame.until) {
      if (frame.before < 0 || !isTolerable(frame, times, child, end)) continue;
      end = frame.until;
      if (end <= start) continue;
    }
    return { span: child, end };
  }
  return null;
}

/** Whether two children overlap so little that they count as one after the other. */
function isTolerable(frame: Frame, times: Times, child: number, end: number): boolean {
  const before = frame.before;
  const length = times.end[frame.span]! - times.start[frame.span]!;
  if (!(times.start[child]! < times.start[before]! && times.end[child]! < times.end[before]! && end - frame.until < OVERLAP * length)) return false;
  frame.events ??= Float64Array.from(frame.children.flatMap((each) => [times.start[each]!, times.end[each]!])).sort();
  return above(frame.events, end) - below(frame.events, frame.until) === 2;
}

/** How many of the sorted values are less. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the sorted values are less or equal. */
function above(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times in which every child that blocks its parent lies inside it. */
function sanitised(trace: Trace, tree: Tree, root: number): Times {
  const start = Float64Array.from(trace.starts);
  const end = Float64Array.from(trace.starts, (value, span) => value + Math.max(0, trace.durations[span]!));
  const times: Times = { start, end, isLeft: new Uint8Array(trace.size), tails: [] };
  const moved = new Float64Array(trace.size);
  const [first, last] = [tree.place[root]! + 1, tree.place[root]! + tree.weight[root]!];
  for (let at = first; at < last; at++) {
    const span = tree.order[at]!;
    const parent = tree.parents[span]!;
    if (times.isLeft[parent] || (trace.kinds[parent] === KIND.producer && trace.kinds[span] === KIND.consumer)) {
      times.isLeft[span] = 1;
      continue;
    }
    moved[span] = moved[parent]!;
    start[span]! += moved[span]!;
    end[span]! += moved[span]!;
    if (isRemote(trace, tree, times, span)) {
      const shift = shiftInto(times, parent, span);
      moved[span]! += shift;
      start[span]! += shift;
      end[span]! += shift;
    }
    fit(times, parent, span);
  }
  return times;
}

/** Whether parent and child may have clocks of their own. */
function isRemote(trace: Trace, tree: Tree, times: Times, span: number): boolean {
  const parent = tree.parents[span]!;
  if (tree.childCount[parent] !== 1) return false;
  const above = tree.parents[parent]!;
  const [kind, parentKind] = [trace.kinds[span], trace.kinds[parent]];
  const isServer = kind === KIND.server;
  const isCalled = isServer && parentKind === KIND.client;
  const isBelowServer = isServer && parentKind !== KIND.server && above >= 0 && trace.kinds[above] === KIND.server;
  const [host, parentHost] = [trace.hosts.texts[trace.hosts.at[span]!], trace.hosts.texts[trace.hosts.at[parent]!]];
  const isElsewhere = !!host && !!parentHost && host !== parentHost;
  const isNoLonger = times.end[span]! - times.start[span]! <= LENGTHENING * (times.end[parent]! - times.start[parent]!);
  return (isCalled || isBelowServer || isElsewhere) && isNoLonger;
}

/** How far a child that sticks out of its parent is moved: to its middle, or to its start when longer. */
function shiftInto({ start, end }: Times, parent: number, span: number): number {
  const isInside = start[span]! >= start[parent]! && end[span]! <= end[parent]!;
  if (isInside) return 0;
  const room = end[parent]! - start[parent]! - (end[span]! - start[span]!);
  return room < 0 ? Math.max(0, start[parent]! - start[span]!) : start[parent]! + room / 2 - start[span]!;
}

/** Clips a child to its parent, or drops it with all below when it lies outside. */
function fit({ start, end, isLeft, tails }: Times, parent: number, span: number): void {
  if (end[span]! > end[parent]!) tails.push(span);
  if (start[span]! >= end[parent]! || end[span]! <= start[parent]!) {
    isLeft[span] = 1;
    return;
  }
  start[span] = Math.max(start[span]!, start[parent]!);
  end[span] = Math.min(end[span]!, end[parent]!);
}
