import { SORTS, type Sort } from "../../api/traces";
import { parameter } from "../../app/location";
import { narrowed } from "../../model/traceql";

/** What the page asks, as the address says it. */
export interface Question {
  /** The text of the search box. */
  readonly q: string;
  readonly sort: Sort;
  readonly order: "asc" | "desc";
  readonly limit: number;
}

export const PAGE = 50;
const MOST = 2_000;

export function question(): Question {
  const sort = SORTS.find((name) => name === parameter("sort")) ?? "start";
  const limit = Math.min(MOST, Math.max(PAGE, Number(parameter("n")) || PAGE));
  return { q: parameter("q"), sort, order: parameter("order") === "asc" ? "asc" : "desc", limit };
}

/** A box of the heatmap as conditions on the whole trace. */
export function boxed(q: string, leastNanos: number, mostNanos: number): string {
  const base = q.replace(/\s*&&\s*trace:duration (>=|<=) \d+ns/g, "").replace(/\{\s*trace:duration (>=|<=) \d+ns( && )?/g, "{ ");
  return narrowed(narrowed(base, `trace:duration >= ${Math.floor(leastNanos)}ns`), `trace:duration <= ${Math.ceil(mostNanos)}ns`);
}
