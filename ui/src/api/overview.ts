import { getJson } from "./http";
import { Reader } from "./shape";
import type { Window } from "./words";

/** How many, how many of them failed, and how long they took in nanoseconds; null where there are none. */
export interface Measures {
  readonly count: number;
  readonly failed: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Measures by step of a window. */
export interface Series {
  readonly count: readonly number[];
  readonly failed: readonly number[];
  readonly p50: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
}

export interface Period {
  /** Start of the oldest request, in milliseconds; 0 without any. */
  readonly oldestMs: number;
  readonly requests: Measures;
  readonly logins: Measures;
}

/** Logins and requests in a window, and in the window of equal length before it. */
export interface Logins {
  readonly fromMs: number;
  readonly toMs: number;
  readonly now: Period;
  readonly before: Period;
  readonly requests: Series;
  readonly logins: Series;
}

/** What a service, or an operation of one, did in a window and in the one before. */
export interface Work {
  readonly name: string;
  /** Of an operation; empty for a service. */
  readonly kind: string;
  readonly now: Measures;
  readonly before: Measures;
  readonly counts: readonly number[];
  readonly failures: readonly number[];
}

export interface WorkList {
  readonly items: readonly Work[];
  /** Start of the oldest span counted, in milliseconds; 0 without any. */
  readonly oldestMs: number;
  readonly isTruncated: boolean;
}

export interface Began {
  readonly service: string;
  readonly operation: string;
  readonly message: string;
  readonly count: number;
  readonly newestNanos: string;
  readonly traceId: string;
  readonly spanId: string;
}

export async function logins(question: { steps: number } & Window, abort: AbortSignal): Promise<Logins> {
  const answer = new Reader(await getJson("/clew/v1/logins", { ...question }, abort));
  return {
    fromMs: Number(answer.text("startNanos")) / 1e6,
    toMs: Number(answer.text("endNanos")) / 1e6,
    now: period(answer.child("now")),
    before: period(answer.child("before")),
    requests: series(answer.child("requests")),
    logins: series(answer.child("logins")),
  };
}

/** By service, or by operation of one service. */
export async function work(question: { steps: number; service?: string } & Window, abort: AbortSignal): Promise<WorkList> {
  const answer = new Reader(await getJson("/clew/v1/work", { ...question }, abort));
  const items = answer.list("items", (item) => ({
    name: item.text("name"),
    kind: item.text("kind"),
    now: measures(item.child("now")),
    before: measures(item.child("before")),
    counts: [...item.numbers("counts")],
    failures: [...item.numbers("failures")],
  }));
  return { items, oldestMs: Number(answer.text("oldestNanos")) / 1e6, isTruncated: answer.truth("isTruncated") };
}

/** Where errors began, the newest first. */
export async function newestErrors(question: { limit: number } & Window, abort: AbortSignal): Promise<Began[]> {
  const answer = new Reader(await getJson("/clew/v1/errors", { ...question }, abort));
  return answer.list("errors", (item) => ({
    service: item.text("service"),
    operation: item.text("operation"),
    message: item.text("message"),
    count: item.number("count"),
    newestNanos: item.text("newestNanos"),
    traceId: item.text("traceId"),
    spanId: item.text("spanId"),
  }));
}

export function measures(item: Reader): Measures {
  return { count: item.number("count"), failed: item.number("failed"), p50: item.has("p50") ? item.number("p50") : null, p99: item.has("p99") ? item.number("p99") : null };
}

function period(item: Reader): Period {
  return { oldestMs: Number(item.text("oldestNanos")) / 1e6, requests: measures(item.child("requests")), logins: measures(item.child("logins")) };
}

function series(item: Reader): Series {
  return { count: [...item.numbers("count")], failed: [...item.numbers("failed")], p50: item.maybeNumbers("p50"), p99: item.maybeNumbers("p99") };
}
