import { effect, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { placeIn } from "../../api/failure";
import { type Loaded, useLoad } from "../../api/load";
import { runSql, type SqlTable } from "../../api/sql";
import { useShortcuts } from "../../app/keys";
import { here, parameter, setParameters, span } from "../../app/location";
import { plural } from "../../model/format";
import { bind, type Bound, offsetOf } from "../../model/sql";
import { Answer } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Choice } from "../../parts/Tabs";
import { Editor } from "./Editor";
import { EXAMPLES } from "./examples";
import { pastStatements, rememberStatement } from "./history";
import { Plan } from "./Plan";
import { Result } from "./Result";
import { Tables } from "./Tables";
import "./sql.css";

const LIMIT = 10_000;

/** Asks anything in SQL: a statement, its rows, their picture. */
export default function Sql() {
  const asked = parameter("q");
  const draft = useSignal(asked || EXAMPLES[3]![1]);
  const turn = useSignal(0);
  const isExampleList = useSignal<"examples" | "history" | "tables">("tables");
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => effect(() => void (parameter("q") && (draft.value = parameter("q")))), []);
  const bound = useMemo(() => bind(asked, span.value), [asked, span.value]);
  const found = useLoad(asked.trim() ? `sql ${turn.value} ${bound.text}` : null, (abort) => runSql(bound.text, LIMIT, abort));
  const run = () => {
    const text = draft.value;
    if (!text.trim()) return;
    rememberStatement(text);
    if (text === parameter("q")) turn.value++;
    else setParameters({ q: text, sort: null, row: null, view: null, plan: null });
  };
  const explain = () => setParameters({ q: draft.value, sort: null, row: null, view: null, plan: "1" });
  const put = (text: string) => {
    draft.value = text;
    input.current?.focus();
  };
  const insert = (text: string) => {
    const { selectionStart: from, selectionEnd: to } = input.current!;
    draft.value = draft.value.slice(0, from) + text + draft.value.slice(to);
    requestAnimationFrame(() => {
      input.current!.focus();
      input.current!.setSelectionRange(from + text.length, from + text.length);
    });
  };
  useShortcuts(useMemo(() => [{ keys: "e", does: "Edit the statement (Ctrl+Enter runs it)", run: () => input.current?.focus() }], []));
  const place = found.failure && draft.value === asked ? placeIn(found.failure.message) : null;
  const wrongAt = place ? bound.back(offsetOf(bound.text, place)) : -1;
  const failure = found.failure && { ...found, failure: reworded(found.failure, bound, asked) };
  return (
    <>
      <Head answer={answerOf(found, asked)} below="Read-only SQL (DuckDB's dialect) over all spans, log records and metric points." />
      <div class="sql-body">
        <div class="sql-main">
          <section class="card" aria-label="Statement">
            <Editor input={input} text={draft.value} wrongAt={wrongAt} onChange={(text) => (draft.value = text)} onRun={run} />
            <footer class="row wrap sql-foot">
              <button type="button" class="button primary" disabled={!draft.value.trim()} onClick={run}>Run</button>
              <button type="button" class="button" disabled={!draft.value.trim()} title="The steps that answer it" onClick={explain}>Explain</button>
              <span class="small faint"><kbd>Ctrl</kbd> <kbd>Enter</kbd> runs</span>
              <span class="grow" />
              <span class="small soft" id="sql-note">{rangeNote(draft.value)}</span>
            </footer>
          </section>
          {asked.trim() && parameter("plan") !== "" && <Plan sql={bound.text} isRun={parameter("plan") === "run"} />}
          {asked.trim() ? (
            <section class="card" aria-label="Result" aria-busy={found.isLoading}>
              <Answer of={failure || found} doing="Running the statement" lines={12}>
                {(table) => <Result table={table} sql={bound.text} limit={LIMIT} />}
              </Answer>
            </section>
          ) : (
            <section class="card sql-starts" aria-label="Examples">
              <h2>Run the statement above, or begin with one of these</h2>
              {EXAMPLES.map(([name, text]) => <a data-row href={here({ q: text })}>{name}</a>)}
            </section>
          )}
        </div>
        <aside class="card sql-side" aria-label="Help with the statement">
          <header>
            <Choice
              label="What to show"
              value={isExampleList.value}
              options={[["tables", "Tables"], ["examples", "Examples"], ["history", "History"]]}
              onChange={(next) => (isExampleList.value = next)}
            />
          </header>
          {isExampleList.value === "tables" && <Tables onInsert={insert} />}
          {isExampleList.value === "examples" && <Statements list={EXAMPLES} onTake={put} />}
          {isExampleList.value === "history" && <Statements list={pastStatements().map((text) => [text.replace(/\s+/g, " "), text] as const)} onTake={put} />}
        </aside>
      </div>
    </>
  );
}

function Statements({ list, onTake }: { list: readonly (readonly [string, string])[]; onTake: (text: string) => void }) {
  if (list.length === 0) return <p class="soft sql-none">What you run here is remembered in this browser.</p>;
  return (
    <ul class="sql-list">
      {list.map(([name, text]) => (
        <li><button type="button" title={text} onClick={() => onTake(text)}>{name.slice(0, 160)}</button></li>
      ))}
    </ul>
  );
}

function rangeNote(draft: string): string {
  return bind(draft, { from: 0, to: 1 }).isRanged
    ? "$from and $to are the time range at the top; times are UTC."
    : "Asks over all time kept; write $from and $to to take the time range at the top.";
}

function answerOf(found: Loaded<SqlTable>, asked: string): string {
  if (!asked.trim()) return "Ask anything of the data in SQL";
  if (found.failure) return "The statement cannot be answered";
  if (!found.data || found.isStale) return "Running the statement";
  const { rows, isTruncated, columns } = found.data;
  if (rows.length === 0) return "No rows";
  if (rows.length === 1 && columns.length === 1) return `${columns[0]!.name.slice(0, 60)}: ${String(rows[0]![0]).slice(0, 80)}`;
  return `${isTruncated ? "The first " : ""}${plural(rows.length, "row")}, ${plural(columns.length, "column")}`;
}

/** The failure with its place as in what the person wrote. */
function reworded<F extends { message: string; kind: unknown }>(failure: F, bound: Bound, asked: string): F {
  const place = placeIn(failure.message);
  if (!place || !bound.isRanged) return failure;
  const before = asked.slice(0, bound.back(offsetOf(bound.text, place)));
  const column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 1;
  return { ...failure, kind: failure.kind, message: failure.message.replace(/at line \d+, col \d+/, `at line ${before.split("\n").length}, col ${column}`) };
}
