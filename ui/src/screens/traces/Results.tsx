import { type FoundTraces, ROOTLESS, type Sort, type TraceSummary } from "../../api/traces";
import { href, setParameters } from "../../app/location";
import { count, duration, plural } from "../../model/format";
import { hueOf } from "../../parts/palette";
import { Service } from "../../parts/Service";
import { Id, Instant, Text } from "../../parts/Text";
import { PAGE, type Question } from "./question";

const COLUMNS: readonly (readonly [Sort | null, string, string?])[] = [
  ["start", "Start"],
  [null, "Trace"],
  ["duration", "Duration"],
  ["spans", "Spans", "number"],
  ["errors", "Errors", "number"],
  ["matched", "Matched", "number"],
  [null, "Id"],
];

/** The traces found: a line each, with its duration as a bar and its services in it. */
export function Results({ data, question }: { data: FoundTraces; question: Question }) {
  const longest = data.traces.reduce((most, trace) => Math.max(most, trace.durationNanos), 1);
  const more = data.traces.length >= question.limit;
  return (
    <>
      <div class="scroller">
        <table class="table results">
          <thead>
            <tr>{COLUMNS.map(([sort, title, kind]) => <Column sort={sort} title={title} kind={kind ?? ""} question={question} />)}</tr>
          </thead>
          <tbody>
            {data.traces.map((trace) => <Line key={trace.traceId} trace={trace} longest={longest} />)}
          </tbody>
        </table>
      </div>
      <footer class="row results-foot soft small">
        <span>
          {plural(data.traces.length, "trace")} shown
          {data.isExact && data.matchedTraces > data.traces.length && ` of ${count(data.matchedTraces)}`}
          {data.reason && `; ${data.reason}`}
        </span>
        <span class="grow" />
        {more && (
          <button type="button" class="button" onClick={() => setParameters({ n: question.limit + PAGE * 2 }, true)}>
            Show more
          </button>
        )}
      </footer>
    </>
  );
}

function Column({ sort, title, kind, question }: { sort: Sort | null; title: string; kind: string; question: Question }) {
  if (sort === null) return <th>{title}</th>;
  const isSorted = sort === question.sort;
  const next = isSorted && question.order === "desc" ? "asc" : null;
  return (
    <th class={kind} aria-sort={isSorted ? (question.order === "asc" ? "ascending" : "descending") : "none"}>
      <button type="button" onClick={() => setParameters({ sort: sort === "start" ? null : sort, order: next })}>{title}</button>
    </th>
  );
}

function Line({ trace, longest }: { trace: TraceSummary; longest: number }) {
  const isRootless = trace.rootName === ROOTLESS;
  return (
    <tr>
      <td class="nowrap soft"><Instant nanos={trace.startNanos} /></td>
      <td class="results-name">
        <a data-row class="cut" href={href("trace", trace.traceId)}>
          {isRootless ? <em>root not received yet</em> : <Text value={trace.rootName} max={100} />}
        </a>
        <span class="small soft">{isRootless ? null : <Service name={trace.rootService} />}</span>
      </td>
      <td class="results-time">
        <MiniBar trace={trace} share={trace.durationNanos / longest} />
        <span>{duration(trace.durationNanos)}</span>
      </td>
      <td class="number">{count(trace.spanCount)}</td>
      <td class={`number ${trace.errorCount ? "bad" : "faint"}`}>{trace.errorCount ? count(trace.errorCount) : "–"}</td>
      <td class="number">{count(trace.matchedSpans)}</td>
      <td><Id value={trace.traceId} /></td>
    </tr>
  );
}

/** The duration against the longest, divided among the services by their spans. */
function MiniBar({ trace, share }: { trace: TraceSummary; share: number }) {
  const label = trace.services.map(({ service, spans, errors }) => `${service}: ${plural(spans, "span")}${errors ? `, ${plural(errors, "error")}` : ""}`).join("\n");
  return (
    <span class="mini" title={label}>
      <span style={{ width: `${Math.max(1.5, share * 100)}%` }}>
        {trace.services.map(({ service, spans }) => <i style={{ flexGrow: spans, background: `var(--${hueOf(service)})` }} />)}
      </span>
    </span>
  );
}
