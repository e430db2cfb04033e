/**
 * Layered layout of a directed graph, left to right, after Sugiyama: edges that close a cycle are
 * turned, nodes go as far right as their longest way from a source, long edges pass through points
 * of their own, and each layer is ordered by where its neighbours stand.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Between layers and between nodes of a layer. */
  readonly gapX: number;
  readonly gapY: number;
}

export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Layer of each node. */
  readonly layer: Int32Array;
  /** Points each edge passes on its way, `x, y` in turn. */
  readonly bends: readonly (readonly number[])[];
  readonly width: number;
  readonly height: number;
}

type Pair = readonly [number, number];

/** Fewer for pictures that nobody could read anyway. */
function sweepsOf(nodes: number): number {
  return nodes > 3_000 ? 4 : 12;
}

export function layered(nodes: number, edges: readonly Pair[], size: Size): Layout {
  const forward = acyclic(nodes, edges);
  const layer = layersOf(nodes, forward);
  const chains: number[][] = [];
  const layerOf = [...layer];
  const short: Pair[] = [];
  for (const [from, to] of forward) {
    const chain = [from];
    for (let at = layer[from]! + 1; at < layer[to]!; at++) chain.push(layerOf.push(at) - 1);
    chain.push(to);
    for (let at = 1; at < chain.length; at++) short.push([chain[at - 1]!, chain[at]!]);
    chains.push(chain);
  }
  const rows = ordered(layerOf, short);
  const y = placed(rows, layerOf.length, short, size);
  const x = Float64Array.from(layerOf, (at) => at * (size.width + size.gapX));
  const least = y.reduce((low, value) => Math.min(low, value), 0);
  for (let at = 0; at < y.length; at++) y[at]! -= least;
  const bends = chains.map((chain, at) => {
    const inner = chain.slice(1, -1).flatMap((node) => [x[node]! + size.width / 2, y[node]! + size.height / 2]);
    return forward[at]![0] === edges[at]![0] ? inner : turned(inner);
  });
  return {
    x: x.slice(0, nodes),
    y: y.slice(0, nodes),
    layer: Int32Array.from(layer),
    bends,
    width: Math.max(0, rows.length * (size.width + size.gapX) - size.gapX),
    height: y.reduce((most, value) => Math.max(most, value + size.height), 0),
  };
}

function turned(points: readonly number[]): number[] {
  const result: number[] = [];
  for (let at = points.length - 2; at >= 0; at -= 2) result.push(points[at]!, points[at + 1]!);
  return result;
}

/** The edges, those turned that lead back to where a walk came from. */
function acyclic(nodes: number, edges: readonly Pair[]): Pair[] {
  const out: number[][] = Array.from({ length: nodes }, () => []);
  const incoming = new Int32Array(nodes);
  edges.forEach(([from, to], at) => {
    out[from]!.push(at);
    incoming[to]!++;
  });
  const result: Pair[] = edges.slice();
  const state = new Uint8Array(nodes);
  const starts = Array.from({ length: nodes }, (_, node) => node).sort((a, b) => Number(incoming[a]! > 0) - Number(incoming[b]! > 0) || a - b);
  for (const start of starts) {
    if (state[start] !== 0) continue;
    state[start] = 1;
    const stack = [{ node: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const at = out[top.node]![top.next++];
      if (at === undefined) {
        state[top.node] = 2;
        stack.pop();
        continue;
      }
      const to = edges[at]![1];
      if (state[to] === 1) result[at] = [to, top.node];
      else if (state[to] === 0) {
        state[to] = 1;
        stack.push({ node: to, next: 0 });
      }
    }
  }
  return result;
}

/** The length of the longest way from a source to each node. */
function layersOf(nodes: number, edges: readonly Pair[]): number[] {
  const layer = new Array<number>(nodes).fill(0);
  const waiting = new Int32Array(nodes);
  const out: number[][] = Array.from({ length: nodes }, () => []);
  for (const [from, to] of edges) {
    out[from]!.push(to);
    waiting[to]!++;
  }
  const ready = Array.from({ length: nodes }, (_, node) => node).filter((node) => waiting[node] === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const to of out[node]!) {
      layer[to] = Math.max(layer[to]!, layer[node]! + 1);
      if (--waiting[to]! === 0) ready.push(to);
    }
  }
  return layer;
}

/** Nodes by layer, ordered so that few edges cross. */
function ordered(layerOf: readonly number[], edges: readonly Pair[]): number[][] {
  const rows: number[][] = [];
  layerOf.forEach((layer, node) => (rows[layer] ??= []).push(node));
  const place = new Float64Array(layerOf.length);
  const settle = (row: number[]) => row.forEach((node, at) => (place[node] = at));
  rows.forEach(settle);
  const before = neighbours(layerOf.length, edges, 1);
  const after = neighbours(layerOf.length, edges, 0);
  const wish = new Float64Array(layerOf.length);
  for (let sweep = 0; sweep < sweepsOf(layerOf.length); sweep++) {
    const isDown = sweep % 2 === 0;
    const sides = isDown ? before : after;
    for (const row of isDown ? rows : rows.slice().reverse()) {
      for (const node of row) wish[node] = mean(sides[node]!, place) ?? place[node]!;
      row.sort((a, b) => wish[a]! - wish[b]! || place[a]! - place[b]!);
      settle(row);
    }
  }
  return rows;
}

function neighbours(nodes: number, edges: readonly Pair[], end: 0 | 1): number[][] {
  const result: number[][] = Array.from({ length: nodes }, () => []);
  for (const edge of edges) result[edge[end]]!.push(edge[end === 0 ? 1 : 0]);
  return result;
}

function mean(nodes: readonly number[], place: Float64Array): number | null {
  return nodes.length === 0 ? null : nodes.reduce((sum, node) => sum + place[node]!, 0) / nodes.length;
}

/** Heights: each node near its neighbours, none over another. */
function placed(rows: readonly number[][], nodes: number, edges: readonly Pair[], size: Size): Float64Array {
  const y = new Float64Array(nodes);
  const step = size.height + size.gapY;
  const tallest = Math.max(...rows.map((row) => row.length), 1);
  for (const row of rows) row.forEach((node, at) => (y[node] = (at + (tallest - row.length) / 2) * step));
  const sides = [neighbours(nodes, edges, 1), neighbours(nodes, edges, 0)];
  for (let sweep = 0; sweep < sweepsOf(nodes); sweep++) {
    const side = sides[sweep % 2]!;
    for (const row of sweep % 2 === 0 ? rows : rows.slice().reverse()) apart(row, row.map((node) => mean(side[node]!, y) ?? y[node]!), y, step);
  }
  return y;
}

/** Puts a row at the heights it wishes for as far as there is room: neighbours that collide share their mean. */
function apart(row: readonly number[], wishes: readonly number[], y: Float64Array, step: number): void {
  const groups: { from: number; size: number; sum: number }[] = [];
  row.forEach((_, at) => {
    let group = { from: at, size: 1, sum: wishes[at]! - at * step };
    for (let last = groups.at(-1); last && last.sum / last.size > group.sum / group.size; last = groups.at(-1)) {
      groups.pop();
      group = { from: last.from, size: last.size + group.size, sum: last.sum + group.sum };
    }
    groups.push(group);
  });
  for (const group of groups) {
    for (let at = group.from; at < group.from + group.size; at++) y[row[at]!] = group.sum / group.size + at * step;
  }
}
