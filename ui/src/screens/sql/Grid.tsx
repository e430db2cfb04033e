import { useMemo } from "preact/hooks";
import type { SqlColumn, SqlTable } from "../../api/sql";
import { href, parameter, setParameters } from "../../app/location";
import { cellText, isNumeric, isTime, type Sort, sortedRows, widthsOf } from "../../model/columns";
import { shortId } from "../../model/format";
import { visible } from "../../model/text";
import { Text } from "../../parts/Text";
import { useRowsInView } from "../../parts/useRowsInView";

const ROW = 28;
const MOST_HEIGHT = 560;

interface Properties {
  table: SqlTable;
  chosen: number;
  onChoose: (row: number) => void;
}

/** The rows of a result; only those in view are in the document. */
export function Grid({ table, chosen, onChoose }: Properties) {
  const { columns, rows } = table;
  const [column, order] = sorting(columns);
  const places = useMemo(() => (column < 0 ? rows.map((_, at) => at) : sortedRows(rows, column, columns[column]!.type, order)), [table, column, order]);
  const widths = useMemo(() => widthsOf(columns, rows).map((width, at) => width * (isTime(columns[at]!.type) || isNumeric(columns[at]!.type) ? 1 : 0.88)), [table]);
  const view = useRowsInView(rows.length, ROW);
  const shown = places.slice(view.first, view.last);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div class="grid" ref={view.scroller} onScroll={view.onScroll} tabIndex={0} role="region" aria-label="Rows" style={{ height: `${Math.min(MOST_HEIGHT, (rows.length + 1) * ROW + 20)}px` }}>
      <table class="grid-table" aria-rowcount={rows.length + 1} style={{ minWidth: `calc(${whole}ch + ${columns.length * 24 + 56}px)` }}>
        <colgroup>
          <col style={{ width: "56px" }} />
          {widths.map((width) => <col style={{ width: `calc(${width}ch + 24px)` }} />)}
          <col />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th class="number"><span class="hidden">Row</span></th>
            {columns.map((name, at) => <Head column={name} at={at} order={at === column ? order : null} />)}
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden="true" style={{ height: `${view.first * ROW}px` }} />
          {shown.map((place, at) => (
            <tr key={place} aria-rowindex={view.first + at + 2} class={place === chosen ? "is-chosen" : ""}>
              <td class="number">
                <button type="button" data-row class="button link faint" aria-label={`Row ${view.first + at + 1} in full`} title="The row in full" onClick={() => onChoose(place === chosen ? -1 : place)}>{view.first + at + 1}</button>
              </td>
              {columns.map((name, cell) => <Cell column={name} value={rows[place]![cell]} />)}
              <td />
            </tr>
          ))}
          <tr aria-hidden="true" style={{ height: `${(rows.length - view.last) * ROW}px` }} />
        </tbody>
      </table>
    </div>
  );
}

/** The column that the address sorts by, as `+name` or `-name`; -1 for the order of the answer. */
function sorting(columns: readonly SqlColumn[]): [number, Sort] {
  const sort = parameter("sort");
  return [columns.findIndex(({ name }) => sort !== "" && name === sort.slice(1)), sort.startsWith("-") ? "desc" : "asc"];
}

function Head({ column, at, order }: { column: SqlColumn; at: number; order: Sort | null }) {
  const kind = isTime(column.type) ? "UTC" : "";
  const next = order === "desc" ? `+${column.name}` : order === "asc" ? null : `${isNumeric(column.type) ? "-" : "+"}${column.name}`;
  return (
    <th key={at} class={isNumeric(column.type) ? "number" : ""} aria-sort={order === null ? "none" : order === "asc" ? "ascending" : "descending"} title={`${visible(column.name)} ${column.type}`}>
      <button type="button" class="cut" onClick={() => setParameters({ sort: next }, true)}>
        <Text value={column.name} max={60} /> {kind && <span class="faint">{kind}</span>}
      </button>
    </th>
  );
}

function Cell({ column, value }: { column: SqlColumn; value: unknown }) {
  if (value === null) return <td class="faint">null</td>;
  const text = isTime(column.type) ? String(value).replace("T", " ").replace(/Z$/, "") : cellText(value);
  if (isNumeric(column.type)) return <td class="number" title={String(value)}>{text}</td>;
  if (/^[0-9a-f]{32}$/.test(text)) {
    return <td><a class="mono" href={href("trace", text)} title={`Trace ${text}`}>{shortId(text, 8)}</a></td>;
  }
  return <td class={isTime(column.type) ? "nowrap" : "cut"} title={text.length > 40 ? visible(text, 400) : undefined}><Text value={text} max={120} /></td>;
}
