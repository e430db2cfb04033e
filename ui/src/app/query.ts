import { signal } from "@preact/signals";
import type { Failure } from "../api/failure";

/** What is wrong with the text in the search box, as the page that asked it was told. */
export const queryProblem = signal<{ readonly text: string; readonly failure: Failure } | null>(null);

/** Tells the search box how the question of its text ended. */
export function reportQuery(text: string, failure: Failure | undefined): void {
  const before = queryProblem.peek();
  if (failure?.kind === "refused") {
    if (before?.failure !== failure) queryProblem.value = { text, failure };
  } else if (before) {
    queryProblem.value = null;
  }
}
