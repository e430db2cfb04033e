import { useLoad } from "../../api/load";
import { cells, runSql } from "../../api/sql";
import { keys } from "../../api/words";
import { timeWindow } from "../../app/location";
import { literal } from "../../model/sql";
import { Answer } from "../../parts/Answer";
import { Text } from "../../parts/Text";

const TABLES = ["spans", "logs", "metric_points"] as const;

/** The tables and their columns; a click puts a name in at the caret. */
export function Tables({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <div class="sql-tables">
      {TABLES.map((table) => (
        <details open={table === "spans"} key={table}>
          <summary><span class="mono">{table}</span></summary>
          <Columns table={table} onInsert={onInsert} />
        </details>
      ))}
      <details>
        <summary>Attributes of spans</summary>
        <Attributes onInsert={onInsert} />
      </details>
    </div>
  );
}

function Columns({ table, onInsert }: { table: string; onInsert: (text: string) => void }) {
  const found = useLoad(`columns ${table}`, async (abort) => cells(await runSql(`DESCRIBE ${table}`, 1_000, abort)));
  return (
    <Answer of={found} doing="Reading columns" lines={10}>
      {(columns) => (
        <ul>
          {columns.map((column) => (
            <li>
              <button type="button" title={`${String(column.column_type)}: put in at the caret`} onClick={() => onInsert(String(column.column_name))}>
                <span class="mono cut">{String(column.column_name)}</span>
                <span class="faint cut">{kindOf(String(column.column_type))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}

function kindOf(type: string): string {
  if (type.startsWith("MAP")) return "map of text";
  if (type.startsWith("TIMESTAMP")) return "time, UTC";
  return type.toLowerCase().replace("varchar", "text");
}

function Attributes({ onInsert }: { onInsert: (text: string) => void }) {
  const { start, end } = timeWindow.value;
  const found = useLoad(`sql keys ${end - start} ${Math.floor(end / 60)}`, (abort) => keys({ start, end }, abort));
  return (
    <Answer of={found} doing="Reading attributes" lines={6}>
      {(known) => (
        <ul>
          {[["attributes", known.span], ["resource", known.resource]].flatMap(([map, list]) =>
            (list as string[]).map((key) => (
              <li>
                <button type="button" title="Put in at the caret" onClick={() => onInsert(`${String(map)}[${literal(key)}]`)}>
                  <span class="mono cut"><Text value={key} max={80} /></span>
                  {map === "resource" && <span class="faint">resource</span>}
                </button>
              </li>
            )),
          )}
        </ul>
      )}
    </Answer>
  );
}
