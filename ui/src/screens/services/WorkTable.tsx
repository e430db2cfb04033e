import type { ComponentChildren } from "preact";
import type { Work } from "../../api/overview";
import { setParameters } from "../../app/location";
import { changeOf, shareOf } from "../../model/change";
import { duration, percent, plural, rate } from "../../model/format";
import type { Past, Sort, View } from "./view";

const COLUMNS: readonly (readonly [Sort, string])[] = [
  ["rate", "Rate"],
  ["errors", "Errors"],
  ["p50", "p50"],
  ["p99", "p99"],
  ["change", "Against before"],
];

interface Properties {
  label: string;
  items: readonly Work[];
  /** For which there is data. */
  seconds: number;
  /** What there is of the window before. */
  past: Past;
  /** Title of the first column. */
  what: string;
  view: View;
  selected?: string;
  name: (work: Work) => ComponentChildren;
  more?: (work: Work) => ComponentChildren;
}

/** Services or operations, a line each, with what changed. */
export function WorkTable({ label, items, seconds, past, what, view, selected, name, more }: Properties) {
  return (
    <div class="scroller">
      <table class="table services-table" aria-label={label}>
        <thead>
          <tr>
            <Column sort="name" title={what} view={view} />
            {COLUMNS.slice(0, 1).map(([sort, title]) => <Column sort={sort} title={title} view={view} isNumber />)}
            <th>Over time</th>
            {COLUMNS.slice(1).map(([sort, title]) => <Column sort={sort} title={title} view={view} isNumber={sort !== "change"} />)}
            {more && <th><span class="hidden">Traces</span></th>}
          </tr>
        </thead>
        <tbody>
          {items.map((work) => (
            <tr key={`${work.name} ${work.kind}`} class={selected === work.name ? "services-selected" : ""}>
              <td class="services-name">{name(work)}</td>
              <td class="number">{rate(work.now.count / seconds)}</td>
              <td><Sparkline work={work} /></td>
              <td class={`number ${work.now.failed > 0 ? "bad" : "soft"}`} title={plural(work.now.failed, "error")}>{work.now.failed > 0 ? percent(shareOf(work.now)) : "–"}</td>
              <td class="number">{time(work.now.p50)}</td>
              <td class="number">{time(work.now.p99)}</td>
              <td>{past !== "none" ? <ChangeOf work={work} isWhole={past === "whole"} /> : <span class="faint" title="There is nothing before this window to compare with">–</span>}</td>
              {more && <td class="number">{more(work)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function time(nanos: number | null): string {
  return nanos === null ? "–" : duration(nanos);
}

function ChangeOf({ work: { now, before }, isWhole }: { work: Work; isWhole: boolean }) {
  const change = changeOf(now, before, isWhole);
  const title = before.count === 0 ? "Nothing in the window before" : `Before: ${plural(before.count, "span")}, ${percent(shareOf(before))} errors, p50 ${time(before.p50)}, p99 ${time(before.p99)}`;
  return (
    <span class={change.isWorse ? "chip warn" : "soft"} title={title}>
      {change.isWorse && <span aria-hidden="true">▲</span>}
      {change.text}
      {change.isWorse && <span class="hidden">, worse</span>}
    </span>
  );
}

function Column({ sort, title, view, isNumber = false }: { sort: Sort; title: string; view: View; isNumber?: boolean }) {
  const isSorted = view.sort === sort;
  const usual = sort === "name" ? "asc" : "desc";
  const turned = usual === "asc" ? "desc" : "asc";
  const isTurning = isSorted && view.isRising === (usual === "asc");
  return (
    <th class={isNumber ? "number" : ""} aria-sort={isSorted ? (view.isRising ? "ascending" : "descending") : "none"}>
      <button type="button" onClick={() => setParameters({ sort: sort === "rate" ? null : sort, order: isTurning ? turned : null })}>{title}</button>
    </th>
  );
}

const WIDTH = 120;
const HEIGHT = 24;

/** Calls over time as bars, those that failed in red at their foot. */
function Sparkline({ work: { counts, failures } }: { work: Work }) {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = (values: readonly number[]) =>
    values.map((value, at) => (value === 0 ? "" : `M${(at * step).toFixed(1)} ${HEIGHT}v${(-Math.max(1, (value / most) * HEIGHT)).toFixed(1)}h${Math.max(0.8, step - 0.6).toFixed(1)}V${HEIGHT}z`)).join("");
  return (
    <svg class="services-spark" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={bars(counts)} fill="var(--line-strong)" />
      <path d={bars(failures)} fill="var(--bad)" />
    </svg>
  );
}
