import type { Work } from "../../api/overview";
import { parameter } from "../../app/location";
import { changeOf, shareOf } from "../../model/change";

export const SORTS = ["name", "rate", "errors", "p50", "p99", "change"] as const;
export type Sort = (typeof SORTS)[number];

/** How much of the window before there is to compare with. */
export type Past = "none" | "part" | "whole";

/** What the page shows, as the address says it. */
export interface View {
  readonly isMap: boolean;
  readonly service: string;
  /** Part of a name. */
  readonly filter: string;
  readonly sort: Sort;
  readonly isRising: boolean;
}

export function view(): View {
  const sort = SORTS.find((known) => known === parameter("sort")) ?? "rate";
  return { isMap: parameter("view") === "map", service: parameter("service"), filter: parameter("find"), sort, isRising: (parameter("order") || (sort === "name" ? "asc" : "desc")) === "asc" };
}

const VALUES: Record<Exclude<Sort, "name">, (work: Work) => number> = {
  rate: ({ now }) => now.count,
  errors: ({ now }) => shareOf(now),
  p50: ({ now }) => now.p50 ?? -1,
  p99: ({ now }) => now.p99 ?? -1,
  change: ({ now, before }) => changeOf(now, before).weight,
};

/** The items that are looked for, in order; equal ones by name. */
export function shown(items: readonly Work[], { filter, sort, isRising }: View): Work[] {
  const wanted = filter.trim().toLowerCase();
  const byName = (a: Work, b: Work) => a.name.localeCompare(b.name, "en") || a.kind.localeCompare(b.kind, "en");
  const sign = isRising ? 1 : -1;
  return items
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => (sort === "name" ? sign * byName(a, b) : sign * (VALUES[sort](a) - VALUES[sort](b)) || byName(a, b)));
}
