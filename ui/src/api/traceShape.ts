import type { Column, Trace } from "../model/trace";
import { Failure } from "./failure";
import { getJson, getText } from "./http";
import { Reader } from "./shape";

/** The columns of a trace, as text: parsed where the layout is made. */
export function traceText(id: string, abort: AbortSignal): Promise<string> {
  return getText(`/clew/v1/traces/${encodeURIComponent(id)}/shape`, abort);
}

/** Reads the columns of a trace and checks that they fit together. */
export function parseTrace(text: string): Trace {
  const answer = new Reader(JSON.parse(text));
  const size = answer.number("spanCount");
  const column = (name: string): Column => {
    const child = answer.child(name);
    const result = { texts: child.texts("texts"), at: Int32Array.from(child.numbers("at")) };
    check(result.at.length === size && result.at.every((at) => at >= 0 && at < result.texts.length), name);
    return result;
  };
  const numbers = (name: string): Float64Array => {
    const values = answer.numbers(name);
    check(values.length === size, name);
    return values;
  };
  const parents = Int32Array.from(numbers("parents"));
  check(parents.every((parent) => parent >= -2 && parent < size), "parents");
  const spanIds = answer.text("spanIds");
  check(spanIds.length === size * 16, "spanIds");
  const links = Int32Array.from(answer.numbers("links"));
  check(links.length % 2 === 0 && links.every((at) => at >= 0 && at < size), "links");
  return {
    traceId: answer.text("traceId"),
    size,
    startNanos: answer.text("startNanos"),
    spanIds,
    parents,
    starts: numbers("starts"),
    durations: numbers("durations"),
    kinds: Uint8Array.from(numbers("kinds")),
    statuses: Uint8Array.from(numbers("statuses")),
    names: column("names"),
    services: column("services"),
    hosts: column("hosts"),
    links,
  };
}

function check(isRight: boolean, name: string): void {
  if (!isRight) throw new Failure("broken", `This page does not understand the server: ${name} of the trace does not fit.`);
}

export interface Attribute {
  readonly key: string;
  readonly type: string;
  readonly value: unknown;
}

export interface SpanEvent {
  readonly timeNanos: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly Attribute[];
}

/** A span in full. */
export interface SpanDetail {
  readonly statusMessage: string;
  readonly startNanos: string;
  readonly attributes: readonly Attribute[];
  readonly resource: readonly Attribute[];
  readonly scope: string;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  /** Attributes, events and links that were dropped before they came here. */
  readonly dropped: number;
}

/** The spans that share an id: one, or a client and a server. */
export async function spanDetails(trace: string, span: string, abort: AbortSignal): Promise<SpanDetail[]> {
  const answer = new Reader(await getJson(`/clew/v1/traces/${trace}/spans/${span}`, {}, abort));
  return answer.list("spans", (item) => ({
    statusMessage: item.text("statusMessage"),
    startNanos: item.text("startNanos"),
    attributes: item.list("attributes", attribute),
    resource: item.list("resource", attribute),
    scope: `${item.child("scope").text("name")} ${item.child("scope").text("version")}`.trim(),
    events: item.list("events", (event) => ({ timeNanos: event.text("timeNanos"), name: event.text("name"), attributes: event.list("attributes", attribute) })),
    links: item.list("links", (link) => ({ traceId: link.text("traceId"), spanId: link.text("spanId"), attributes: link.list("attributes", attribute) })),
    dropped: item.number("droppedAttributes") + item.number("droppedEvents") + item.number("droppedLinks"),
  }));
}

function attribute(item: Reader): Attribute {
  return { key: item.text("key"), type: item.text("type"), value: item.raw("value") };
}

/** A log record of a trace. */
export interface TraceLog {
  readonly timeNanos: string;
  readonly service: string;
  readonly severity: string;
  readonly severityNumber: number;
  readonly eventName: string;
  readonly spanId: string;
  readonly body: unknown;
  readonly attributes: readonly Attribute[];
}

export async function traceLogs(trace: string, abort: AbortSignal): Promise<TraceLog[]> {
  const answer = new Reader(await getJson(`/clew/v1/traces/${trace}/logs`, {}, abort));
  return answer.list("logs", (item) => ({
    timeNanos: item.text("timeNanos"),
    service: item.text("service"),
    severity: item.text("severity"),
    severityNumber: item.number("severityNumber"),
    eventName: item.text("eventName"),
    spanId: item.text("spanId"),
    body: item.raw("body"),
    attributes: item.list("attributes", attribute),
  }));
}
