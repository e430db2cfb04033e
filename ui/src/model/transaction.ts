/**
 * What a trace goes on with after queues. A consumer belongs to a producer that is its parent or
 * that it links to; between the end of the one and the start of the other the message waited. The
 * way to the consumer that ends last is told beside the critical path of the trace, never added to it.
 */
import type { Tree } from "./spanTree";
import { endOf, KIND, type Trace } from "./trace";

export interface Hop {
  readonly producer: number;
  readonly consumer: number;
  /** Nanoseconds in the queue; 0 where the consumer seems to begin before the producer ended. */
  readonly wait: number;
  /** Whether clocks cannot be right: the message was taken before it was sent. */
  readonly isSkewed: boolean;
}

/** The hops from where it began to the consumer that ends last. */
export interface Transaction {
  /** The root that the first message came from. */
  readonly origin: number;
  readonly hops: readonly Hop[];
  /** Nanoseconds from the start of the origin to the end of the last consumer. */
  readonly length: number;
  /** Hops of the trace, on the way or not. */
  readonly count: number;
}

/** All hops of a trace, each once. */
export function hopsOf(trace: Trace, tree: Tree): Hop[] {
  const hops = new Map<string, Hop>();
  const add = (producer: number, consumer: number) => {
    const wait = trace.starts[consumer]! - endOf(trace, producer);
    const isSkewed = trace.starts[consumer]! < trace.starts[producer]!;
    hops.set(`${producer} ${consumer}`, { producer, consumer, wait: Math.max(0, wait), isSkewed });
  };
  for (let span = 0; span < trace.size; span++) {
    const parent = tree.parents[span]!;
    if (parent >= 0 && trace.kinds[parent] === KIND.producer && trace.kinds[span] === KIND.consumer) add(parent, span);
  }
  for (let at = 0; at < trace.links.length; at += 2) {
    const [span, linked] = [trace.links[at]!, trace.links[at + 1]!];
    if (trace.kinds[span] === KIND.consumer && !isBelow(tree, linked, span)) add(linked, span);
  }
  return [...hops.values()];
}

/** The way of the transaction through its queues; null when there are none. */
export function transactionOf(trace: Trace, tree: Tree): Transaction | null {
  const hops = hopsOf(trace, tree);
  const into = new Map<number, Hop>();
  for (const hop of hops) {
    const known = into.get(hop.consumer);
    if (!known || endOf(trace, hop.producer) > endOf(trace, known.producer)) into.set(hop.consumer, hop);
  }
  let last: Hop | null = null;
  for (const hop of into.values()) if (!last || endOf(trace, hop.consumer) > endOf(trace, last.consumer)) last = hop;
  if (!last) return null;
  const way: Hop[] = [];
  const seen = new Set<number>();
  for (let hop: Hop | undefined = last; hop && !seen.has(hop.consumer); hop = hopAbove(tree, into, hop.producer)) {
    seen.add(hop.consumer);
    way.unshift(hop);
  }
  const origin = topOf(tree, way[0]!.producer);
  return { origin, hops: way, length: endOf(trace, last.consumer) - trace.starts[origin]!, count: hops.length };
}

/** The root of a trace without the roots that only take messages of the transaction. */
export function rootOf(tree: Tree, root: number, transaction: Transaction | null): number {
  return transaction?.hops.some(({ consumer }) => topOf(tree, consumer) === root) ? transaction.origin : root;
}

function topOf(tree: Tree, span: number): number {
  let top = span;
  while (tree.parents[top]! >= 0) top = tree.parents[top]!;
  return top;
}

/** The hop into the consumer that a span is in. */
function hopAbove(tree: Tree, into: ReadonlyMap<number, Hop>, span: number): Hop | undefined {
  for (let above = span; above >= 0; above = tree.parents[above]!) {
    const hop = into.get(above);
    if (hop) return hop;
  }
  return undefined;
}

/** Whether a span is another or stands below it. */
function isBelow(tree: Tree, span: number, above: number): boolean {
  const from = tree.place[above]!;
  return tree.place[span]! >= from && tree.place[span]! < from + tree.weight[above]!;
}
