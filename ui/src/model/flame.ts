import type { Tree } from "./spanTree";
import { isError, type Trace } from "./trace";

/** Spans of equal call path as one box: `x` and `width` are shares of the whole. */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly depth: number;
  readonly service: number;
  readonly name: number;
  readonly spans: number;
  readonly errors: number;
  readonly total: number;
  /** The longest of its spans. */
  readonly example: number;
}

interface Node {
  readonly children: Map<number, Node>;
  readonly service: number;
  readonly name: number;
  spans: number;
  errors: number;
  total: number;
  example: number;
}

const LEAST_WIDTH = 0.0005;

/** Boxes by call path. Children that ran side by side share the width of their parent. */
export function flameOf(trace: Trace, tree: Tree): Box[] {
  const top: Node = { children: new Map(), service: 0, name: 0, spans: 0, errors: 0, total: 0, example: 0 };
  const nodes: Node[] = new Array(trace.size);
  for (const span of tree.order) {
    const parent = tree.parents[span]!;
    const above = parent < 0 ? top : nodes[parent]!;
    const key = trace.services.at[span]! * trace.names.texts.length + trace.names.at[span]!;
    let node = above.children.get(key);
    if (!node) {
      node = { children: new Map(), service: trace.services.at[span]!, name: trace.names.at[span]!, spans: 0, errors: 0, total: 0, example: span };
      above.children.set(key, node);
    }
    nodes[span] = node;
    node.spans++;
    node.errors += isError(trace, span) ? 1 : 0;
    node.total += trace.durations[span]!;
    if (trace.durations[span]! > trace.durations[node.example]!) node.example = span;
  }
  const boxes: Box[] = [];
  const pending: { node: Node; x: number; width: number; depth: number }[] = [{ node: top, x: 0, width: 1, depth: -1 }];
  while (pending.length > 0) {
    const { node, x, width, depth } = pending.pop()!;
    if (depth >= 0) boxes.push({ x, width, depth, service: node.service, name: node.name, spans: node.spans, errors: node.errors, total: node.total, example: node.example });
    let sum = 0;
    for (const child of node.children.values()) sum += child.total;
    const whole = depth < 0 ? sum : Math.max(sum, node.total);
    let at = x;
    for (const child of [...node.children.values()].sort((a, b) => b.total - a.total)) {
      const share = whole > 0 ? (child.total / whole) * width : width / node.children.size;
      if (share >= LEAST_WIDTH) pending.push({ node: child, x: at, width: share, depth: depth + 1 });
      at += share;
    }
  }
  return boxes;
}
