/** A trace in columns; spans stand by start and are known by their position. */
export interface Trace {
  readonly traceId: string;
  readonly size: number;
  /** Start of the first span, decimal nanoseconds since 1970. */
  readonly startNanos: string;
  /** 16 digits for each span. */
  readonly spanIds: string;
  /** Position of the parent; -1 for a root, -2 where the parent is absent. */
  readonly parents: Int32Array;
  /** Nanoseconds after `startNanos`. */
  readonly starts: Float64Array;
  readonly durations: Float64Array;
  readonly kinds: Uint8Array;
  readonly statuses: Uint8Array;
  readonly names: Column;
  readonly services: Column;
  readonly hosts: Column;
  /** Positions in pairs: a span, and one that it links to. */
  readonly links: Int32Array;
}

/** Texts by span, each text once. */
export interface Column {
  readonly texts: readonly string[];
  readonly at: Int32Array;
}

export const KIND = { unspecified: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
export const KIND_NAMES = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;
export const STATUS = { unset: 0, ok: 1, error: 2 } as const;
export const STATUS_NAMES = ["unset", "ok", "error"] as const;

export function textOf(column: Column, span: number): string {
  return column.texts[column.at[span]!] ?? "";
}

export function spanId(trace: Trace, span: number): string {
  return trace.spanIds.slice(span * 16, span * 16 + 16);
}

/** Position of the first span with an id; -1 if there is none. */
export function spanAt(trace: Trace, id: string): number {
  if (id.length !== 16) return -1;
  for (let from = 0; ; ) {
    const found = trace.spanIds.indexOf(id, from);
    if (found < 0 || found % 16 === 0) return found < 0 ? -1 : found / 16;
    from = found + 1;
  }
}

export function isError(trace: Trace, span: number): boolean {
  return trace.statuses[span] === STATUS.error;
}

export function endOf(trace: Trace, span: number): number {
  return trace.starts[span]! + trace.durations[span]!;
}

/** Nanoseconds from the first start to the last end. */
export function lengthOf(trace: Trace): number {
  let end = 0;
  for (let span = 0; span < trace.size; span++) end = Math.max(end, trace.starts[span]! + trace.durations[span]!);
  return end;
}
