import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useLoad } from "../../api/load";
import { pipelines } from "../../api/pipelines";
import { now, parameter } from "../../app/location";
import { bytes, plural } from "../../model/format";
import { countings, deliveries, nameOf, type Pipelines as View, ratesOf, samplings, sentenceOf, valueOf, warnings } from "../../model/pipelines";
import { Answer, Empty } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Decisions } from "./Decisions";
import { Picture } from "./Picture";
import "./pipelines.css";
import { Countings, Deliveries, StageDetail, Warnings } from "./Tables";

const PERIOD_MILLIS = 5_000;

/** The configuration that runs: its stages, what they decided and what waits, asked again every few seconds. */
export default function Pipelines() {
  const turn = useSignal(0);
  const before = useSignal<View | null>(null);
  const newest = useSignal<View | null>(null);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && turn.value++, PERIOD_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const state = useLoad("pipelines", pipelines);
  useEffect(() => {
    if (!state.isLoading && state.data) state.retry();
  }, [turn.value, now.value]);
  useEffect(() => {
    if (!state.data || state.data === newest.value) return;
    before.value = newest.value;
    newest.value = state.data;
  }, [state.data]);
  const view = state.data;
  return (
    <>
      <Head answer={!view ? "Pipelines" : view.pipelines === 0 ? "No configuration runs" : sentenceOf(view)} below={view && view.pipelines > 0 && belowOf(view)} />
      {view && !state.failure && !state.isCancelled ? <Running view={view} before={before.value} /> : (
        <Answer of={state} doing="Asking the pipelines" lines={10}>{(data) => <Running view={data} before={before.value} />}</Answer>
      )}
    </>
  );
}

function belowOf(view: View): string {
  const waits = samplings(view).reduce((sum, { spansWaiting }) => sum + spansWaiting, 0);
  const found = warnings(view).length;
  return `${plural(view.stages.length, "stage")}; ${plural(waits, "span")} ${waits === 1 ? "waits" : "wait"} for a decision, ${bytes(valueOf(view, "clew_pipeline_waiting_bytes"))} for the pipelines; ${found === 0 ? "no warnings" : plural(found, "warning")}. Numbers since the start, sampling since ever.`;
}

function Running({ view, before }: { view: View; before: View | null }) {
  if (view.pipelines === 0) {
    return (
      <section class="card">
        <Empty title="This server keeps everything as it comes">
          <p>Start it with <code>--config FILE</code>, a file of the OpenTelemetry Collector, and its pipelines are drawn here.</p>
        </Empty>
      </section>
    );
  }
  const selected = view.stages.find((stage) => nameOf(stage) === parameter("stage"));
  const found = warnings(view);
  const sends = deliveries(view);
  const counts = countings(view);
  return (
    <div class="pipelines">
      <section class="card" aria-label="Stages"><Picture view={view} rates={ratesOf(view, before)} selected={selected ? nameOf(selected) : ""} /></section>
      {selected && <StageDetail stage={selected} />}
      {found.length > 0 && <Warnings found={found} />}
      {samplings(view).map((sampling) => <Decisions key={nameOf(sampling.stage)} sampling={sampling} />)}
      {sends.length > 0 && <Deliveries of={sends} />}
      {counts.length > 0 && <Countings of={counts} />}
    </div>
  );
}
