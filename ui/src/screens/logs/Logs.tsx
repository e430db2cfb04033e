import { useMemo } from "preact/hooks";
import { useLoad } from "../../api/load";
import { countLogs, findLogs, type LogCursor, type LogQuestion } from "../../api/logs";
import { parameter, setParameters, setRange, span } from "../../app/location";
import { parseFilter } from "../../model/logFilter";
import { Answer, Empty } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Filter } from "./Filter";
import { Histogram } from "./Histogram";
import { Levels, Services } from "./Narrow";
import { LinePanel } from "./LinePanel";
import { Lines, PAGE } from "./Lines";
import { lineQuestion, Tail } from "./Tail";
import { answerOf } from "./sentence";
import "./logs.css";

const COLUMNS = 96;

/** Log records: how many at which level, when, and what they say. */
export default function Logs() {
  const filter = parameter("q");
  const parsed = useMemo(() => parseFilter(filter), [filter]);
  const question: LogQuestion | null = "terms" in parsed ? { terms: parsed.terms, ...span.value } : null;
  const key = `${filter} ${span.value.from} ${span.value.to}`;
  const cursor = cursorOf(parameter("before"), parameter("after"));
  const isLive = parameter("live") !== "";
  const counts = useLoad(question && `log counts ${key}`, (abort) => countLogs(question!, COLUMNS, abort));
  const lines = useLoad(question && !isLive ? `log lines ${key} ${parameter("before")} ${parameter("after")}` : null, (abort) => findLogs(question!, cursor, PAGE, abort));
  const [nanos, place] = parameter("line").split(".");
  const search = (q: string) => setParameters({ q, before: null, after: null, line: null });
  return (
    <>
      <Head answer={counts.data && question ? answerOf(counts.data, filter !== "") : "Logs"} below={isLive ? "The plot shows the time range; the lines below it are those that come in." : "Drag over the plot for a shorter time."}>
        <button type="button" class="button" aria-pressed={isLive} onClick={() => setParameters({ live: isLive ? null : "1", before: null, after: null, line: null })}>Live</button>
      </Head>
      <Filter text={filter} problem={"problem" in parsed ? parsed : null} onSearch={search} />
      {question && (
        <>
          <section class="card log-plot" aria-label="Lines over time">
            <Answer of={counts} doing="Counting log records" lines={5}>
              {(data) => (
                <>
                  <Histogram data={data} from={span.value.from} to={span.value.to} />
                  <div class="row wrap log-narrow">
                    <Levels data={data} filter={filter} onSearch={search} />
                    <span class="grow" />
                    <Services data={data} filter={filter} onSearch={search} />
                  </div>
                </>
              )}
            </Answer>
          </section>
          <div class={nanos ? "log-body has-panel" : "log-body"}>
            {isLive && "terms" in parsed ? (
              <Tail terms={parsed.terms} filter={filter} chosen={parameter("line")} />
            ) : (
              <section class="card" aria-label="Log records found">
                <Answer of={lines} doing="Reading log records" lines={14}>
                  {(data) =>
                    data.length === 0 ? (
                      <Empty title={cursor ? "No more lines this way" : "No line matches"}>
                        <p>{cursor ? "These were the last in this time." : "Look at a longer time, or take a term out of the filter."}</p>
                        {cursor ? (
                          <button type="button" class="button" onClick={() => setParameters({ before: null, after: null })}>Newest lines</button>
                        ) : (
                          <button type="button" class="button" onClick={() => setRange({ kind: "last", millis: 86_400_000 })}>Last day</button>
                        )}
                      </Empty>
                    ) : (
                      <Lines key={`${key} ${parameter("before")} ${parameter("after")}`} lines={data} cursor={cursor} total={counts.isStale ? undefined : counts.data?.total} chosen={parameter("line")} isDated={span.value.to - span.value.from > 86_400_000} />
                    )
                  }
                </Answer>
              </section>
            )}
            {nanos && <LinePanel key={parameter("line")} question={isLive ? lineQuestion(question.terms, nanos) : question} nanos={nanos} place={Number(place ?? 0)} onSearch={search} />}
          </div>
        </>
      )}
    </>
  );
}

function cursorOf(before: string, after: string): LogCursor | null {
  const found = /^(\d{1,19})\.(\d{1,6})$/.exec(before || after);
  return found ? { isOlder: before !== "", nanos: found[1]!, passed: Number(found[2]) } : null;
}
