/** A question that was not answered, in words for the person who asked. */
export class Failure extends Error {
  constructor(
    /** `away`: no server; `refused`: the question; `broken`: the server or its answer. */
    readonly kind: "away" | "refused" | "missing" | "broken",
    message: string,
  ) {
    super(message);
  }
}

/** Where in a query text something is wrong; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place that a message names, as in `parse error at line 1, col 5: …`. */
export function placeIn(message: string): Place | null {
  const found = /at line (\d+), col (\d+)/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

export function failureOf(reason: unknown): Failure {
  if (reason instanceof Failure) return reason;
  return new Failure("broken", reason instanceof Error ? reason.message : String(reason));
}
