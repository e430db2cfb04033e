import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useLoad } from "../../api/load";
import { type LogDetail, logDetail, type LogLine, type LogQuestion, logsAround } from "../../api/logs";
import { href, parameter, setParameters } from "../../app/location";
import { quotedTerm } from "../../model/logFilter";
import { nanosToMillis, rangeText } from "../../model/time";
import { Answer } from "../../parts/Answer";
import { Icon } from "../../parts/Icon";
import { Service } from "../../parts/Service";
import { Choice } from "../../parts/Tabs";
import { Id, Instant, LongText, Text } from "../../parts/Text";
import { LevelName } from "./Lines";

const AROUND = 12;
const MINUTE = 60_000;

interface Properties {
  question: LogQuestion;
  nanos: string;
  place: number;
  onSearch: (filter: string) => void;
}

/** One record in full, and what was logged around it. */
export function LinePanel({ question, nanos, place, onSearch }: Properties) {
  const found = useLoad(`log ${nanos} ${place} ${parameter("q")} ${question.from} ${question.to}`, (abort) => logDetail(question, nanos, place, abort));
  const close = () => setParameters({ line: null }, true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && !/^(INPUT|TEXTAREA)$/.test((event.target as Element).tagName) && close();
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <aside class="card log-panel" aria-label="Log record">
      <header>
        <h2 class="grow"><Instant nanos={nanos} isDated /></h2>
        <button type="button" class="button plain icon" aria-label="Close the record (Esc)" onClick={close}><Icon name="close" /></button>
      </header>
      <div class="body">
        <Answer of={found} doing="Reading the record" lines={8}>
          {(line) => <Detail line={line} onSearch={onSearch} />}
        </Answer>
      </div>
    </aside>
  );
}

function Detail({ line, onSearch }: { line: LogDetail; onSearch: (filter: string) => void }) {
  return (
    <div class="log-detail">
      <p class="row wrap">
        <LevelName line={line} /> <Service name={line.service} /> {line.event && <strong><Text value={line.event} max={120} /></strong>}
      </p>
      <p class="log-text mono"><LongText value={line.body} max={1_500} /></p>
      {line.traceId && (
        <p class="row wrap">
          <a class="button" href={href("trace", line.traceId, { span: line.spanId || null })}><Icon name="traces" size={14} /> Open its trace</a>
          <button type="button" class="button" onClick={() => onSearch(`trace:${line.traceId}`)}>Lines of this trace</button>
          <span class="small soft">trace <Id value={line.traceId} /></span>
        </p>
      )}
      <Fields title="Attributes" fields={line.attributes} onSearch={onSearch} />
      <Fields title="Resource" fields={line.resource} onSearch={onSearch} />
      {line.scope && <section class="log-part"><h3>Made by</h3><p class="mono small"><Text value={line.scope} /></p></section>}
      <Around line={line} />
    </div>
  );
}

function Fields({ title, fields, onSearch }: { title: string; fields: LogDetail["attributes"]; onSearch: (filter: string) => void }) {
  return (
    <section class="log-part">
      <h3>{title}</h3>
      {fields.length === 0 && <p class="faint small">None</p>}
      <dl class="facts">
        {fields.map(([key, value]) => (
          <>
            <dt><Text value={key} max={120} /></dt>
            <dd>
              <LongText value={value} max={240} />
              {value.length < 200 && (
                <button type="button" class="button link log-like" aria-label={`Lines with this ${key.slice(0, 80)}`} title="Lines with this value" onClick={() => onSearch([parameter("q"), `${quotedTerm(key)}=${quotedTerm(value)}`].filter(Boolean).join(" "))}>
                  <Icon name="search" size={12} />
                </button>
              )}
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

/** The lines just before and after, whatever the filter. */
function Around({ line }: { line: LogDetail }) {
  const scope = useSignal<"service" | "all">("service");
  const service = scope.value === "service" ? line.service : null;
  const found = useLoad(`log around ${line.nanos} ${service ?? "*"}`, (abort) => logsAround({ nanos: line.nanos, service }, AROUND, abort));
  const ms = nanosToMillis(line.nanos);
  return (
    <section class="log-part">
      <h3 class="row">
        <span class="grow">Around it</span>
        <Choice label="Lines around of" value={scope.value} options={[["service", "This service"], ["all", "All"]]} onChange={(next) => (scope.value = next)} />
      </h3>
      <Answer of={found} doing="Reading lines around" lines={10}>
        {(lines) => <ol class="log-around">{lines.map((other) => <Neighbour other={other} isSelf={other.nanos === line.nanos && other.spanId === line.spanId && line.body.startsWith(other.body)} />)}</ol>}
      </Answer>
      <a class="small" href={href("logs", null, { q: service === null ? null : `service:${quotedTerm(line.service)}`, t: rangeText({ kind: "between", from: ms - MINUTE, to: ms + MINUTE }) })}>
        All lines within a minute of it
      </a>
    </section>
  );
}

function Neighbour({ other, isSelf }: { other: LogLine; isSelf: boolean }) {
  return (
    <li aria-current={isSelf ? "true" : undefined}>
      <span class="faint"><Instant nanos={other.nanos} /></span> <LevelName line={other} /> <span class="cut"><Text value={other.body} max={160} /></span>
    </li>
  );
}
