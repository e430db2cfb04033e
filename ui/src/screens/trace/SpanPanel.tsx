import type { ComponentChildren } from "preact";
import { useLoad } from "../../api/load";
import { type Attribute, type SpanDetail, spanDetails, traceLogs, type TraceLog } from "../../api/traceShape";
import { href } from "../../app/location";
import { selfTime } from "../../model/operations";
import { duration, percent, plural } from "../../model/format";
import { KIND_NAMES, spanId, STATUS_NAMES, textOf } from "../../model/trace";
import { attribute, quoted } from "../../model/traceql";
import { Answer } from "../../parts/Answer";
import { Icon } from "../../parts/Icon";
import { Service } from "../../parts/Service";
import { Id, Instant, LongText, Text } from "../../parts/Text";
import type { Layout } from "./layout";

/** All of one span, beside the picture. */
export function SpanPanel({ layout, span, onClose }: { layout: Layout; span: number; onClose: () => void }) {
  const { trace, tree, path } = layout;
  const id = spanId(trace, span);
  const details = useLoad(`span ${trace.traceId} ${id}`, (abort) => spanDetails(trace.traceId, id, abort));
  const logs = useLoad(`logs ${trace.traceId}`, (abort) => traceLogs(trace.traceId, abort));
  const kind = KIND_NAMES[trace.kinds[span]!]!;
  const onPath = path.exclusive[span]!;
  const whole = trace.durations[layout.root]! || layout.length;
  const status = STATUS_NAMES[trace.statuses[span]!]!;
  return (
    <aside class="card span-panel" aria-label="Span">
      <header>
        <h2 class="grow"><Text value={textOf(trace.names, span)} max={160} /></h2>
        <button type="button" class="button plain icon" aria-label="Close the span (Esc)" onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="body">
        <p class="row wrap soft">
          <Service name={textOf(trace.services, span)} />
          {kind !== "unspecified" && <span class="chip">{kind}</span>}
          <span class={`chip ${status === "error" ? "bad" : ""}`}>{status === "unset" ? "no status" : status}</span>
          <Id value={id} />
        </p>
        <dl class="figures">
          <Figure name="Duration">{duration(trace.durations[span]!)}</Figure>
          <Figure name="Self">{duration(selfTime(trace, tree, span))}</Figure>
          <Figure name="After start">{duration(trace.starts[span]!)}</Figure>
          <Figure name="On critical path">{onPath > 0 ? percent(onPath / whole) : "no"}</Figure>
          {path.drag[span]! > 0 && <Figure name="Can save" hint="How much shorter the trace gets when this span takes no time: then another becomes what it waits for.">{duration(path.drag[span]!)}</Figure>}
          {path.slack[span]! > 0 && <Figure name="Slack" hint="How much longer this span could take before the trace takes longer: to make it faster saves nothing.">{duration(path.slack[span]!)}</Figure>}
        </dl>
        <Answer of={details} doing="Fetching the span" lines={8}>
          {(found) => <>{found.map((detail) => <Detail detail={detail} startNanos={detail.startNanos} />)}</>}
        </Answer>
        <Answer of={logs} doing="Fetching log records" lines={2}>
          {(all) => <Logs logs={all.filter((log) => log.spanId === id)} ofTrace={all.length} />}
        </Answer>
      </div>
    </aside>
  );
}

function Figure({ name, hint, children }: { name: string; hint?: string; children: ComponentChildren }) {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Detail({ detail, startNanos }: { detail: SpanDetail; startNanos: string }) {
  return (
    <>
      {detail.statusMessage && <p class="problem-box"><LongText value={detail.statusMessage} /></p>}
      <Part title="Attributes"><Facts attributes={detail.attributes} scope="span" /></Part>
      {detail.events.length > 0 && (
        <Part title={plural(detail.events.length, "event")}>
          <ul class="events">
            {detail.events.map((event) => (
              <li>
                <p class="row">
                  <span class="faint number">{offset(startNanos, event.timeNanos)}</span>
                  <strong class={event.name === "exception" ? "bad" : ""}><Text value={event.name} max={120} /></strong>
                </p>
                <Facts attributes={event.attributes} scope="event" />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {detail.links.length > 0 && (
        <Part title={plural(detail.links.length, "link")}>
          <ul class="events">
            {detail.links.map((link) => (
              <li>
                <a class="mono" href={href("trace", link.traceId, { span: link.spanId })}>trace {link.traceId.slice(0, 8)}…, span {link.spanId.slice(0, 8)}…</a>
                <Facts attributes={link.attributes} scope="link" />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Resource"><Facts attributes={detail.resource} scope="resource" /></Part>
      {detail.scope && <Part title="Made by"><p class="mono small"><Text value={detail.scope} /></p></Part>}
      {detail.dropped > 0 && <p class="chip warn">{plural(detail.dropped, "attribute, event or link", "attributes, events or links")} dropped by the sender or a limit</p>}
    </>
  );
}

function offset(start: string, at: string): string {
  const nanos = Number(BigInt(at) - BigInt(start));
  return `${nanos < 0 ? "−" : "+"}${duration(Math.abs(nanos))}`;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Attributes; a value leads to the traces that have it too. */
function Facts({ attributes, scope }: { attributes: readonly Attribute[]; scope: string }) {
  if (attributes.length === 0) return <p class="faint small">None</p>;
  return (
    <dl class="facts">
      {attributes.map(({ key, type, value }) => (
        <>
          <dt><Text value={key} max={120} /></dt>
          <dd>
            <LongText value={typeof value === "string" ? value : JSON.stringify(value)} max={240} />
            {/^(string|int|bool|double)$/.test(type) && String(value).length < 200 && (
              <a class="like" title="Traces with this value" aria-label={`Traces with this ${key}`} href={href("traces", null, { q: `{ ${attribute(scope, key)} = ${type === "string" ? quoted(String(value)) : String(value)} }` })}>
                <Icon name="search" size={12} />
              </a>
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Logs({ logs, ofTrace }: { logs: readonly TraceLog[]; ofTrace: number }) {
  return (
    <Part title={logs.length === 0 ? "Log records" : plural(logs.length, "log record")}>
      {logs.length === 0 && <p class="faint small">None of this span{ofTrace > 0 && `; ${ofTrace} of the trace`}</p>}
      <ul class="events">
        {logs.map((log) => (
          <li>
            <p class="row wrap">
              <Instant nanos={log.timeNanos} />
              <span class={`chip ${log.severityNumber >= 17 ? "bad" : log.severityNumber >= 13 ? "warn" : ""}`}>{log.severity || `severity ${log.severityNumber}`}</span>
              {log.eventName && <strong><Text value={log.eventName} max={80} /></strong>}
            </p>
            <p class="log-said"><LongText value={typeof log.body === "string" ? log.body : JSON.stringify(log.body)} max={400} /></p>
          </li>
        ))}
      </ul>
    </Part>
  );
}
