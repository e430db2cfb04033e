import { useEffect, useRef } from "preact/hooks";
import type { SqlTable } from "../../api/sql";
import { href } from "../../app/location";
import { isTime } from "../../model/columns";
import { Icon } from "../../parts/Icon";
import { LongText, Text } from "../../parts/Text";

/** One row in full, a line for each column. */
export function Row({ table, row, onClose }: { table: SqlTable; row: number; onClose: () => void }) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: "nearest" }), [row]);
  const values = table.rows[row];
  if (!values) return null;
  return (
    <section class="card sql-row" aria-label="Row in full" ref={card}>
      <header>
        <h2 class="grow">The row in full</h2>
        <button type="button" class="button plain icon" aria-label="Close the row" onClick={onClose}><Icon name="close" /></button>
      </header>
      <dl class="facts body">
        {table.columns.map((column, at) => (
          <>
            <dt><Text value={column.name} max={120} /> <span class="faint">{isTime(column.type) ? "UTC" : column.type.toLowerCase()}</span></dt>
            <dd><Value value={values[at]} /></dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === null) return <span class="faint">null</span>;
  const text = typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
  if (/^[0-9a-f]{32}$/.test(text)) return <a href={href("trace", text)}>{text}</a>;
  if (typeof value === "object" && text.length < 20_000) return <pre class="wrapped">{text.split("\n").map((line) => <><Text value={line} max={2_000} />{"\n"}</>)}</pre>;
  return <LongText value={text} max={2_000} />;
}
