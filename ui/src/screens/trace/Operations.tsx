import { parameter, setParameters } from "../../app/location";
import { count, duration, percent } from "../../model/format";
import type { OperationSum } from "../../model/operations";
import { Service } from "../../parts/Service";
import { Text } from "../../parts/Text";
import type { Layout } from "./layout";

const COLUMNS = [
  ["spans", "Spans"],
  ["errors", "Errors"],
  ["onPath", "On critical path"],
  ["self", "Self"],
  ["total", "Total"],
  ["longest", "Longest"],
] as const;
type Key = (typeof COLUMNS)[number][0];

/** What the spans of each service and name took together. */
export function Operations({ layout, onSelect }: { layout: Layout; onSelect: (span: number) => void }) {
  const key = (COLUMNS.find(([name]) => name === parameter("by"))?.[0] ?? "onPath") as Key;
  const rows = [...layout.operations].sort((a, b) => b[key] - a[key]).slice(0, 500);
  const whole = layout.trace.durations[layout.root]! || layout.length;
  return (
    <div class="scroller">
      <table class="table">
        <thead>
          <tr>
            <th>Service</th>
            <th>Span</th>
            {COLUMNS.map(([name, title]) => (
              <th class="number" aria-sort={name === key ? "descending" : "none"}>
                <button type="button" onClick={() => setParameters({ by: name === "onPath" ? null : name }, true)}>{title}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <Operation row={row} whole={whole} onSelect={onSelect} />)}
        </tbody>
      </table>
    </div>
  );
}

function Operation({ row, whole, onSelect }: { row: OperationSum; whole: number; onSelect: (span: number) => void }) {
  return (
    <tr>
      <td><Service name={row.service} /></td>
      <td>
        <button type="button" data-row class="button link" title="Its longest span" onClick={() => onSelect(row.example)}>
          <Text value={row.name} max={100} />
        </button>
      </td>
      <td class="number">{count(row.spans)}</td>
      <td class={`number ${row.errors ? "bad" : "faint"}`}>{count(row.errors)}</td>
      <td class="number">{row.onPath > 0 ? `${duration(row.onPath)} · ${percent(row.onPath / whole)}` : <span class="faint">–</span>}</td>
      <td class="number">{duration(row.self)}</td>
      <td class="number">{duration(row.total)}</td>
      <td class="number">{duration(row.longest)}</td>
    </tr>
  );
}
