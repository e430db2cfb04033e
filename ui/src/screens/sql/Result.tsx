import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { MOST_ROWS, sqlCsv, type SqlTable } from "../../api/sql";
import { parameter, setParameters } from "../../app/location";
import { chartOf } from "../../model/columns";
import { csv } from "../../model/csv";
import { duration, exact } from "../../model/format";
import { Empty } from "../../parts/Answer";
import { download } from "../../parts/download";
import { Choice } from "../../parts/Tabs";
import { Chart } from "./Chart";
import { Grid } from "./Grid";
import { Row } from "./Row";

/** A result as rows or as a picture, and as a file. */
export function Result({ table, sql, limit }: { table: SqlTable; sql: string; limit: number }) {
  const chart = useMemo(() => chartOf(table.columns, table.rows), [table]);
  const isSaving = useSignal(false);
  const view = parameter("view") === "chart" && chart ? "chart" : "rows";
  const chosen = parameter("row") === "" ? -1 : Number(parameter("row"));
  const choose = (row: number) => setParameters({ row: row < 0 ? null : row }, true);
  const save = async () => {
    isSaving.value = true;
    try {
      const own = () => csv([table.columns.map(({ name }) => name), ...table.rows]);
      download("clew.csv", table.isTruncated ? await sqlCsv(sql, new AbortController().signal) : own());
    } finally {
      isSaving.value = false;
    }
  };
  return (
    <>
      <header class="row wrap sql-result-head">
        {chart ? (
          <Choice label="Show as" value={view} options={[["rows", "Rows"], ["chart", "Chart"]]} onChange={(next) => setParameters({ view: next === "rows" ? null : next })} />
        ) : (
          <span class="small faint">Rows (a chart needs a column of numbers beside a time or a name)</span>
        )}
        <span class="small soft">
          {table.isTruncated ? `Cut at ${exact(limit)} rows: there are more, add a LIMIT or group them` : `${exact(table.rows.length)} ${table.rows.length === 1 ? "row" : "rows"}`} · {duration(table.millis * 1e6)}
        </span>
        <span class="grow" />
        <button type="button" class="button" disabled={isSaving.value || table.rows.length === 0} title={table.isTruncated ? `Up to ${exact(MOST_ROWS)} rows` : undefined} onClick={() => void save()}>
          {isSaving.value ? "Writing CSV …" : "CSV"}
        </button>
      </header>
      {table.rows.length === 0 ? (
        <Empty title="No rows"><p>Nothing matches: look at a longer time, or take a condition out.</p></Empty>
      ) : view === "chart" ? (
        <Chart data={chart!} />
      ) : (
        <>
          <Grid key={sql} table={table} chosen={chosen} onChoose={choose} />
          {chosen >= 0 && <Row table={table} row={chosen} onClose={() => choose(-1)} />}
        </>
      )}
    </>
  );
}
