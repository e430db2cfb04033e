import type { MapEdge, MapNode } from "../../model/serviceMap";
import { quoted } from "../../model/traceql";

/** The traces with spans of a service. */
export function ofService(service: string): string {
  return `{ resource.service.name = ${quoted(service)} }`;
}

export function ofOperation(service: string, name: string, kind: string): string {
  return `{ resource.service.name = ${quoted(service)} && name = ${quoted(name)}${kind === "unspecified" ? "" : ` && kind = ${kind}`} }`;
}

/** The traces in which an edge of the map was walked. */
export function ofEdge({ from, to, isAsync }: MapEdge): string {
  if (from.kind === "queue") return `{ resource.service.name = ${quoted(to.name)} && kind = consumer && ${inferred(from)} }`;
  if (to.kind === "queue") return `{ resource.service.name = ${quoted(from.name)} && kind = producer && ${inferred(to)} }`;
  if (to.kind !== "service") return `{ resource.service.name = ${quoted(from.name)} && kind = client && ${inferred(to)} }`;
  const both = `${ofService(from.name)} ${isAsync ? "&&" : ">"} ${ofService(to.name)}`;
  return both;
}

/** The traces that touch a node. */
export function ofNode(node: MapNode): string {
  return node.kind === "service" ? ofService(node.name) : `{ ${inferred(node)} }`;
}

/** What spans say of something that sends none itself, in today's names and yesterday's. */
function inferred({ kind, system, name }: MapNode): string {
  const either = (value: string, ...keys: string[]) => `(${keys.map((key) => `span.${key} = ${quoted(value)}`).join(" || ")})`;
  if (kind === "peer") return either(name, "peer.service", "server.address", "net.peer.name");
  const parts = kind === "queue" ? [name && either(name, "messaging.destination.name"), system && either(system, "messaging.system")] : [system && either(system, "db.system.name", "db.system"), name && either(name, "db.namespace", "db.name")];
  return parts.filter(Boolean).join(" && ");
}
