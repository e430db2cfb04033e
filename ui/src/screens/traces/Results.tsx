import { keptTraces } from "../../api/kept";
import { useLoad } from "../../api/load";
import { isConfigured } from "../../api/pipelines";
import { type FoundTraces, ROOTLESS, type Sort, type TraceSummary } from "../../api/traces";
import { href, setParameters, timeWindow } from "../../app/location";
import { count, duration, plural } from "../../model/format";
import { type Kept, weightText } from "../../model/pipelines";
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
  const kept = useKept(data);
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
            {data.traces.map((trace) => <Line key={trace.traceId} trace={trace} longest={longest} kept={kept?.get(trace.traceId) ?? null} />)}
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

/** Why the traces of a list are there; asked only where pipelines may sample. */
function useKept({ traces }: FoundTraces): ReadonlyMap<string, Kept> | undefined {
  const window = timeWindow.value;
  const samples = useLoad("configured", isConfigured);
  const ids = traces.map(({ traceId }) => traceId);
  return useLoad(samples.data ? `kept ${ids.join(" ")}` : null, (abort) => keptTraces(ids, window, abort)).data;
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

function Line({ trace, longest, kept }: { trace: TraceSummary; longest: number; kept: Kept | null }) {
  const isRootless = trace.rootName === ROOTLESS;
  return (
    <tr>
      <td class="nowrap soft"><Instant nanos={trace.startNanos} /></td>
      <td class="results-name">
        <a data-row class="cut" href={href("trace", trace.traceId)}>
          {isRootless ? <em>root not received yet</em> : <Text value={trace.rootName} max={100} />}
        </a>
        <span class="small soft cut results-kept">{isRootless ? null : <Service name={trace.rootService} />}{kept && <span title={`It ${weightText(kept.weight)}${kept.isPartial ? "; decided before all of it had come" : ""}`}> · kept by <Text value={kept.policy} max={40} />{kept.weight >= 1.05 && ` × ${count(Number(kept.weight.toPrecision(3)))}`}{kept.isPartial && ", partial"}</span>}</span>
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
