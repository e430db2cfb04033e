import type { MapEdge, MapNode, NodeKind } from "../model/serviceMap";
import { getJson } from "./http";
import { measures } from "./overview";
import { Reader } from "./shape";
import type { Window } from "./words";

const KINDS: readonly NodeKind[] = ["service", "database", "queue", "peer"];

/** Who calls whom. */
export async function serviceMap(window: Window, abort: AbortSignal): Promise<{ edges: MapEdge[]; isTruncated: boolean }> {
  const answer = new Reader(await getJson("/clew/v1/map", { ...window }, abort));
  const edges = answer.list("edges", (item) => ({ from: node(item.child("from")), to: node(item.child("to")), isAsync: item.truth("isAsync"), ...measures(item) }));
  return { edges, isTruncated: answer.truth("isTruncated") };
}

function node(item: Reader): MapNode {
  const kind = KINDS.find((known) => known === item.text("kind")) ?? "peer";
  return { kind, system: item.text("system"), name: item.text("name") };
}
