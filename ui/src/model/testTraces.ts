import { KIND, type Column, type Trace } from "./trace";

/** A span as tests write it. */
export interface TestSpan {
  readonly id: string;
  readonly parent?: string;
  readonly start: number;
  readonly duration: number;
  readonly kind?: keyof typeof KIND;
  readonly name?: string;
  readonly service?: string;
  readonly host?: string;
  readonly isError?: boolean;
  readonly links?: readonly string[];
}

/** A trace of spans in any order. */
export function traceOf(spans: readonly TestSpan[]): Trace {
  const sorted = [...spans].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const positions = new Map(sorted.map((span, at) => [span.id, at]));
  return {
    traceId: "0".repeat(31) + "1",
    size: sorted.length,
    startNanos: "0",
    spanIds: sorted.map((span) => [...span.id].map((letter) => letter.charCodeAt(0).toString(16)).join("").slice(-16).padStart(16, "0")).join(""),
    parents: Int32Array.from(sorted, (span) => (span.parent === undefined ? -1 : (positions.get(span.parent) ?? -2))),
    starts: Float64Array.from(sorted, (span) => span.start),
    durations: Float64Array.from(sorted, (span) => span.duration),
    kinds: Uint8Array.from(sorted, (span) => KIND[span.kind ?? "internal"]),
    statuses: Uint8Array.from(sorted, (span) => (span.isError ? 2 : 0)),
    names: column(sorted.map((span) => span.name ?? span.id)),
    services: column(sorted.map((span) => span.service ?? "service")),
    hosts: column(sorted.map((span) => span.host ?? "")),
    links: Int32Array.from(sorted.flatMap((span, at) => (span.links ?? []).flatMap((id) => [at, positions.get(id)!]))),
  };
}

function column(texts: readonly string[]): Column {
  const known = [...new Set(texts)];
  return { texts: known, at: Int32Array.from(texts, (text) => known.indexOf(text)) };
}
