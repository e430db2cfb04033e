import { useEffect, useMemo } from "preact/hooks";
import { Failure } from "../../api/failure";
import { useLoad } from "../../api/load";
import { parameter, setParameters } from "../../app/location";
import type { PageProperties } from "../../app/page";
import { plural } from "../../model/format";
import { spanAt, textOf } from "../../model/trace";
import { Answer, Problem } from "../../parts/Answer";
import { Choice } from "../../parts/Tabs";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Service } from "../../parts/Service";
import { Id, Instant } from "../../parts/Text";
import { Flame } from "./Flame";
import { KeptBy } from "./KeptBy";
import type { Layout } from "./layout";
import { loadLayout } from "./loadLayout";
import { Minimap } from "./Minimap";
import { Operations } from "./Operations";
import { answerOf, doubtsOf, errorOf } from "./sentence";
import { SpanPanel } from "./SpanPanel";
import { ThroughQueues } from "./ThroughQueues";
import "./trace.css";
import { Waterfall } from "./Waterfall";
import { zoomOf, zoomText } from "./zoom";

const VIEWS = [["waterfall", "Waterfall"], ["flame", "Flame"], ["table", "Table"]] as const;
type View = (typeof VIEWS)[number][0];

/** One trace: what it says for itself, then its spans. */
export default function Trace({ id }: PageProperties) {
  const isId = /^[0-9a-f]{1,32}$/i.test(id ?? "");
  const loaded = useLoad(isId ? `trace ${id}` : null, (abort) => loadLayout(id!, abort));
  const isMissing = loaded.failure?.kind === "missing";
  useEffect(() => {
    if (!isMissing) return;
    const timer = setInterval(loaded.retry, 3_000);
    return () => clearInterval(timer);
  }, [isMissing]);
  if (!isId) return <Problem failure={new Failure("refused", "A trace id has 1 to 32 hexadecimal digits.")} />;
  if (isMissing && !loaded.data) {
    return (
      <>
        <Head answer="This trace is not here" below={<>Trace <Id value={id!} ends={8} /></>} />
        <p class="waiting" role="status"><i aria-hidden="true" /> It may still be arriving; looking again every 3 s. Or it is older than what is kept.</p>
      </>
    );
  }
  return (
    <Answer of={loaded} doing="Opening the trace" lines={14}>
      {(layout) => <Opened layout={layout} />}
    </Answer>
  );
}

function Opened({ layout }: { layout: Layout }) {
  const { trace, tree, root } = layout;
  const view = (VIEWS.some(([name]) => name === parameter("view")) ? parameter("view") : "waterfall") as View;
  const selected = spanAt(trace, parameter("span"));
  const zoom = zoomOf(parameter("zoom"), layout.length);
  const isPathShown = parameter("path") !== "off";
  const answer = useMemo(() => answerOf(layout), [layout]);
  const doubts = useMemo(() => doubtsOf(layout), [layout]);
  const errors = trace.statuses.reduce((sum, status) => sum + (status === 2 ? 1 : 0), 0);
  const select = (span: number) => setParameters({ span: span < 0 ? null : trace.spanIds.slice(span * 16, span * 16 + 16) }, true);
  const error = errorOf(layout);
  return (
    <div class="trace">
      <Head
        answer={answer}
        below={
          <span class="row wrap">
            <Service name={textOf(trace.services, root)} />
            <span>· <Instant nanos={trace.startNanos} isDated /></span>
            <span>· {plural(trace.size, "span")}, {plural(trace.services.texts.length, "service")}</span>
            <span>· trace <Id value={trace.traceId} /></span>
            <KeptBy traceId={trace.traceId} spanId={trace.spanIds.slice(root * 16, root * 16 + 16)} />
          </span>
        }
      />
      {(errors > 0 || doubts.length > 0) && (
        <ul class="row wrap">
          {errors > 0 && (
            <li>
              <button type="button" class="chip bad" onClick={() => select(layout.source < 0 ? root : layout.source)}>
                <Icon name="alert" size={13} /> {plural(errors, "error")}{error && `. ${error}`}
              </button>
            </li>
          )}
          {doubts.map((doubt) => <li class="chip warn">{doubt}</li>)}
        </ul>
      )}
      <ThroughQueues layout={layout} onSelect={select} />
      <div class="trace-tools row wrap">
        <Choice label="View" value={view} options={VIEWS} onChange={(next) => setParameters({ view: next === "waterfall" ? null : next })} />
        {view === "waterfall" && (
          <button type="button" class="button" aria-pressed={isPathShown} onClick={() => setParameters({ path: isPathShown ? "off" : null }, true)}>
            Critical path
          </button>
        )}
        {zoom.isZoomed && view === "waterfall" && (
          <button type="button" class="button" onClick={() => setParameters({ zoom: null })}>Whole trace</button>
        )}
        <span class="grow" />
        <ul class="legend row wrap" aria-label="Services">
          {trace.services.texts.slice(0, 8).map((service) => <li><Service name={service} /></li>)}
          {trace.services.texts.length > 8 && <li class="faint">and {trace.services.texts.length - 8} more</li>}
        </ul>
      </div>
      <div class={selected >= 0 ? "trace-body has-panel" : "trace-body"}>
        <section class="card trace-view" aria-label={VIEWS.find(([name]) => name === view)![1]}>
          {view === "waterfall" && (
            <>
              <Minimap layout={layout} zoom={zoom} onZoom={(from, to) => setParameters({ zoom: zoomText(from, to, layout.length) })} />
              <Waterfall layout={layout} zoom={zoom} selected={selected} isPathShown={isPathShown} onSelect={select} />
            </>
          )}
          {view === "flame" && <Flame layout={layout} selected={selected} onSelect={select} />}
          {view === "table" && <Operations layout={layout} onSelect={select} />}
        </section>
        {selected >= 0 && <SpanPanel key={selected} layout={layout} span={selected} onClose={() => select(-1)} />}
      </div>
      <p class="hidden" role="status">{tree.order.length} spans shown</p>
    </div>
  );
}
