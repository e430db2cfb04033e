/** Services and what they call, as a graph. */

export type NodeKind = "service" | "database" | "queue" | "peer";

export interface MapNode {
  readonly kind: NodeKind;
  /** Of a database or a queue: `postgresql`, `kafka`. */
  readonly system: string;
  readonly name: string;
}

export interface MapEdge {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly isAsync: boolean;
  readonly count: number;
  readonly failed: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

export function idOf(node: MapNode): string {
  return JSON.stringify([node.kind, node.system, node.name]);
}

/** The name that stands in the map. */
export function titleOf(node: MapNode): string {
  return /^\d*$/.test(node.name) ? `${node.system} ${node.name}`.trim() : node.name;
}

/** What kind of thing it is, in words. */
export function kindOf(node: MapNode): string {
  const words: Record<NodeKind, string> = { service: "service", database: "database", queue: "queue", peer: "sends no spans" };
  return node.system ? `${node.system} ${words[node.kind]}` : words[node.kind];
}

export interface Graph {
  readonly nodes: readonly MapNode[];
  /** Indexes of nodes beside what the edge counts. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly edge: MapEdge }[];
}

/** The graph of edges: a peer that is known as a service is that service; the like is added up. */
export function graphOf(edges: readonly MapEdge[], services: readonly string[]): Graph {
  const known = new Set(services);
  for (const { from, to } of edges) for (const node of [from, to]) if (node.kind === "service") known.add(node.name);
  const nodes: MapNode[] = [];
  const places = new Map<string, number>();
  const place = (node: MapNode) => {
    const real: MapNode = node.kind === "peer" && known.has(node.name) ? { kind: "service", system: "", name: node.name } : node;
    const id = idOf(real);
    let at = places.get(id);
    if (at === undefined) {
      at = nodes.push(real) - 1;
      places.set(id, at);
    }
    return at;
  };
  const sums = new Map<string, { from: number; to: number; edge: MapEdge }>();
  for (const edge of edges) {
    const [from, to] = [place(edge.from), place(edge.to)];
    if (from === to) continue;
    const key = `${from} ${to} ${edge.isAsync}`;
    const sum = sums.get(key);
    sums.set(key, { from, to, edge: sum ? added(sum.edge, edge) : { ...edge, from: nodes[from]!, to: nodes[to]! } });
  }
  for (const name of services) place({ kind: "service", system: "", name });
  return { nodes, edges: [...sums.values()] };
}

/** Quantiles of both together are not known; those of the part with more calls stand for them. */
function added(a: MapEdge, b: MapEdge): MapEdge {
  const larger = a.count >= b.count ? a : b;
  return { ...a, count: a.count + b.count, failed: a.failed + b.failed, p50: larger.p50, p99: larger.p99 };
}
