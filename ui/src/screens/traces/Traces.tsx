import { useLoad } from "../../api/load";
import { heatmap } from "../../api/heatmap";
import { findTraces } from "../../api/traces";
import { parameter, setParameters, setRange, timeWindow } from "../../app/location";
import { reportQuery } from "../../app/query";
import { rangeText } from "../../model/time";
import { Answer, Empty, Skeleton } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Facets } from "./Facets";
import { HeatmapPlot } from "./HeatmapPlot";
import { QueryProblem } from "../../parts/QueryProblem";
import { boxed, question } from "./question";
import { Results } from "./Results";
import { answerOf, belowOf } from "./sentence";
import "./traces.css";

/** Finds traces: how many and how slow, then when, then which. */
export default function Traces() {
  const asked = question();
  const window = timeWindow.value;
  const key = `${asked.q} ${window.start} ${window.end}`;
  const map = useLoad(`heatmap ${key}`, (abort) => heatmap({ q: asked.q, columns: 120, rows: 28, ...window }, abort));
  const found = useLoad(`traces ${key} ${asked.sort} ${asked.order} ${asked.limit}`, (abort) => findTraces({ ...asked, ...window }, abort));
  reportQuery(asked.q, found.failure);
  const refused = found.failure?.kind === "refused" ? found.failure : null;
  const select = (box: { fromMs: number; toMs: number; leastNanos: number; mostNanos: number }) =>
    setParameters({ t: rangeText({ kind: "between", from: box.fromMs, to: box.toMs }), q: boxed(parameter("q"), box.leastNanos, box.mostNanos), n: null });
  if (refused) {
    return (
      <>
        <Head answer="This search cannot be read" below="Mend it in the search box." />
        <QueryProblem text={asked.q} failure={refused} />
      </>
    );
  }
  return (
    <>
      <Head answer={map.data ? answerOf(map.data) : "Traces"} below={map.data && belowOf(map.data)} />
      <section class="card heat-card" aria-label="Latency over time">
        <Answer of={map} doing="Counting traces" lines={7}>
          {(data) => (data.traces === 0 ? null : <HeatmapPlot data={data} onSelect={select} />)}
        </Answer>
      </section>
      <div class="traces-body">
        <aside aria-label="Narrow the search">{map.data ? <Facets data={map.data} q={asked.q} /> : !map.failure && <Skeleton lines={9} />}</aside>
        <section class="card" aria-label="Traces found">
          <Answer of={found} doing="Searching traces" lines={12}>
            {(data) =>
              data.traces.length === 0 ? (
                <Empty title="No trace matches">
                  <p>Look at a longer time, or take a condition out of the search.</p>
                  <button type="button" class="button" onClick={() => setRange({ kind: "last", millis: 86_400_000 })}>Last day</button>
                </Empty>
              ) : (
                <Results data={data} question={asked} />
              )
            }
          </Answer>
        </section>
      </div>
    </>
  );
}
