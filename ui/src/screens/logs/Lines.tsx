import { useMemo } from "preact/hooks";
import type { LogCursor, LogLine } from "../../api/logs";
import { href, setParameters } from "../../app/location";
import { count, exact } from "../../model/format";
import { LEVELS } from "../../model/logFilter";
import { Icon } from "../../parts/Icon";
import { Service } from "../../parts/Service";
import { Instant, Text } from "../../parts/Text";
import { useRowsInView } from "../../parts/useRowsInView";

/** Lines fetched at a time. */
export const PAGE = 5_000;
const ROW = 26;

interface Properties {
  lines: readonly LogLine[];
  cursor: LogCursor | null;
  total: number | undefined;
  /** The line that is open, as `nanos.place`. */
  chosen: string;
  isDated: boolean;
}

/** Lines, newest first; only those in view are in the document. */
export function Lines({ lines, cursor, total, chosen, isDated }: Properties) {
  const view = useRowsInView(lines.length, ROW);
  const ids = useMemo(() => idsOf(lines, cursor), [lines, cursor?.nanos, cursor?.passed, cursor?.isOlder]);
  const isPart = cursor !== null || (total ?? 0) > lines.length || lines.length === PAGE;
  return (
    <>
      <div class="log-lines" ref={view.scroller} onScroll={view.onScroll} tabIndex={0} role="region" aria-label="Lines, newest first" style={{ height: `${Math.min(620, lines.length * ROW + 34)}px` }}>
        <table class={isDated ? "log-table is-dated" : "log-table"} aria-rowcount={lines.length + 1}>
          <thead>
            <tr aria-rowindex={1}><th class="log-time">Time</th><th class="log-level">Level</th><th class="log-service">Service</th><th>Text</th><th class="log-trace">Trace</th></tr>
          </thead>
          <tbody>
            <tr aria-hidden="true" style={{ height: `${view.first * ROW}px` }} />
            {lines.slice(view.first, view.last).map((line, at) => {
              const row = view.first + at;
              return <Line key={ids[row]} line={line} id={ids[row]!} row={row} isChosen={ids[row] === chosen} isDated={isDated} />;
            })}
            <tr aria-hidden="true" style={{ height: `${(lines.length - view.last) * ROW}px` }} />
          </tbody>
        </table>
      </div>
      <footer class="row wrap log-foot soft small">
        <span>{exact(lines.length)} {lines.length === 1 ? "line" : "lines"}{isPart && total !== undefined ? ` of ${count(total)}` : ""}, newest first</span>
        <span class="grow" />
        {cursor && <button type="button" class="button" onClick={() => setParameters({ before: null, after: null, line: null })}>Newest</button>}
        {cursor && <button type="button" class="button" onClick={() => setParameters({ after: edge(lines, true, cursor), before: null, line: null })}>Newer lines</button>}
        {lines.length === PAGE || cursor?.isOlder === false ? (
          <button type="button" class="button" onClick={() => setParameters({ before: edge(lines, false, cursor), after: null, line: null })}>Older lines</button>
        ) : null}
      </footer>
    </>
  );
}

function Line({ line, id, row, isChosen, isDated }: { line: LogLine; id: string; row: number; isChosen: boolean; isDated: boolean }) {
  const open = () => setParameters({ line: isChosen ? null : id }, true);
  return (
    <tr aria-rowindex={row + 2} class={isChosen ? "is-chosen" : ""} onClick={(event) => !(event.target as Element).closest("a,button") && window.getSelection()?.isCollapsed !== false && open()}>
      <td class="log-time soft"><Instant nanos={line.nanos} isDated={isDated} /></td>
      <td class="log-level"><LevelName line={line} /></td>
      <td class="log-service cut"><Service name={line.service} /></td>
      <td class="cut">
        <button type="button" data-row class="log-open" aria-expanded={isChosen} onClick={open}>
          {line.event && <strong><Text value={line.event} max={60} /> </strong>}
          {line.body ? <Text value={line.body} max={260} /> : <em class="faint">no text</em>}
        </button>
      </td>
      <td class="log-trace">{line.traceId && <a href={href("trace", line.traceId, { span: line.spanId || null })} aria-label="Trace of this line" title="Trace of this line"><Icon name="traces" size={13} /></a>}</td>
    </tr>
  );
}

/** The level in words; wrong is red, doubtful is amber, the rest is grey. */
export function LevelName({ line }: { line: Pick<LogLine, "level" | "severity"> }) {
  const name = LEVELS[line.level]!;
  const kind = line.level >= 5 ? "bad" : line.level === 4 ? "warn" : "";
  return <span class={kind ? `chip ${kind}` : "log-calm"} title={line.severity ? `sent as ${line.severity.slice(0, 40)}` : undefined}>{name === "none" ? "–" : name}</span>;
}

/** A name for each line: its time, and its place among those of the same time. */
function idsOf(lines: readonly LogLine[], cursor: LogCursor | null): string[] {
  let before = "";
  let place = 0;
  return lines.map(({ nanos }) => {
    place = nanos === before ? place + 1 : cursor?.isOlder && nanos === cursor.nanos ? cursor.passed : 0;
    before = nanos;
    return `${nanos}.${place}`;
  });
}

/** The cursor beyond the first or the last line, with how many of its time were shown already. */
function edge(lines: readonly LogLine[], isFirst: boolean, cursor: LogCursor | null): string {
  const { nanos } = lines[isFirst ? 0 : lines.length - 1]!;
  const same = lines.filter((line) => line.nanos === nanos).length;
  const isSameWay = cursor !== null && cursor.nanos === nanos && cursor.isOlder !== isFirst;
  return `${nanos}.${same + (isSameWay ? cursor.passed : 0)}`;
}
