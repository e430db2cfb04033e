import { getJson } from "./http";
import { Reader } from "./shape";
import type { Window } from "./words";

/** What stands for the service and name of a root that has not come. */
export const ROOTLESS = "<root span not yet received>";

export interface ServiceCount {
  readonly service: string;
  readonly spans: number;
  readonly errors: number;
}

/** A trace of a list. */
export interface TraceSummary {
  readonly traceId: string;
  readonly startNanos: string;
  readonly durationNanos: number;
  readonly rootService: string;
  readonly rootName: string;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly matchedSpans: number;
  readonly services: readonly ServiceCount[];
}

export interface FoundTraces {
  readonly traces: readonly TraceSummary[];
  readonly matchedTraces: number;
  readonly isExact: boolean;
  readonly isComplete: boolean;
  readonly reason: string;
}

export const SORTS = ["start", "duration", "spans", "errors", "matched"] as const;
export type Sort = (typeof SORTS)[number];

/** Finds traces by TraceQL. */
export async function findTraces(question: { q: string; sort: Sort; order: string; limit: number } & Window, abort: AbortSignal): Promise<FoundTraces> {
  const answer = new Reader(await getJson("/clew/v1/traces", { ...question, spss: 0 }, abort));
  return {
    traces: answer.list("traces", summary),
    matchedTraces: answer.number("matchedTraces"),
    isExact: answer.truth("isExact"),
    isComplete: answer.truth("isComplete"),
    reason: answer.has("reason") ? answer.text("reason") : "",
  };
}

function summary(item: Reader): TraceSummary {
  return {
    traceId: item.text("traceId"),
    startNanos: item.text("startNanos"),
    durationNanos: item.number("durationNanos"),
    rootService: item.text("rootService"),
    rootName: item.text("rootName"),
    spanCount: item.number("spanCount"),
    errorCount: item.number("errorCount"),
    matchedSpans: item.number("matchedSpans"),
    services: item.list("services", (service) => ({ service: service.text("service"), spans: service.number("spans"), errors: service.number("errors") })),
  };
}
