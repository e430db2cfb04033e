import { bytes, count, percent, plural } from "./format";
import { visible } from "./text";

/** A number that a stage tells of itself. */
export interface StageNumber {
  readonly name: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** A component where it stands. */
export interface Stage {
  readonly kind: string;
  readonly id: string;
  readonly type: string;
  /** In which it stands; empty if several pipelines share it. */
  readonly pipeline: string;
  /** Whether it was left out when the server was started. */
  readonly isLeftOut: boolean;
  readonly numbers: readonly StageNumber[];
}

/** The configuration that runs; without one there are no pipelines. */
export interface Pipelines {
  readonly atMs: number;
  readonly pipelines: number;
  readonly stages: readonly Stage[];
  /** Which hands on to which, by their places. */
  readonly edges: readonly (readonly [number, number])[];
  /** Of no stage. */
  readonly numbers: readonly StageNumber[];
}

/** Votes that no other can outvote. */
const REFUSALS = ["dropped", "inverted_not_sampled"];
const SAMPLING = "otelcol_processor_tail_sampling_";

/** The sum of a stage's numbers of a name, those that bear all the labels. */
export function valueOf(of: { readonly numbers: readonly StageNumber[] }, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const wanted = Object.entries(labels);
  return of.numbers.filter((each) => each.name === name && wanted.every(([key, value]) => each.labels[key] === value)).reduce((sum, { value }) => sum + value, 0);
}

function has(stage: Stage, name: string): boolean {
  return stage.numbers.some((each) => each.name === name);
}

/** How a stage is called in an address: alike after every start. */
export function nameOf({ kind, pipeline, id }: Stage): string {
  return pipeline ? `${pipeline}/${id}` : `${kind}/${id}`;
}

/** Decided and voted by one policy of a sampler. */
export interface PolicyCount {
  readonly policy: string;
  /** Traces that are kept for this policy. */
  readonly kept: number;
  /** Traces that it wanted dropped whatever others say. */
  readonly refused: number;
  /** Traces for which it was asked, and how it voted. */
  readonly votesFor: number;
  readonly votesAgainst: number;
}

export interface Sampling {
  readonly stage: Stage;
  readonly kept: number;
  readonly dropped: number;
  readonly spansWaiting: number;
  readonly tracesWaiting: number;
  readonly bytesWaiting: number;
  /** The one that kept most comes first. */
  readonly policies: readonly PolicyCount[];
}

export function samplings({ stages }: Pipelines): Sampling[] {
  return stages.filter((stage) => has(stage, `${SAMPLING}global_count_traces_sampled`)).map((stage) => {
    const names = new Set(stage.numbers.flatMap(({ labels }) => (labels.policy === undefined ? [] : [labels.policy])));
    const of = (name: string, policy: string, sampled: string) => valueOf(stage, SAMPLING + name, { policy, sampled });
    const policies = [...names].map((policy) => ({
      policy,
      kept: of("traces_decided_by_policy", policy, "true"),
      refused: REFUSALS.reduce((sum, decision) => sum + valueOf(stage, `${SAMPLING}count_traces_sampled`, { policy, decision }), 0),
      votesFor: of("count_traces_sampled", policy, "true"),
      votesAgainst: of("count_traces_sampled", policy, "false"),
    }));
    return {
      stage,
      kept: valueOf(stage, `${SAMPLING}global_count_traces_sampled`, { sampled: "true" }),
      dropped: valueOf(stage, `${SAMPLING}global_count_traces_sampled`, { sampled: "false" }),
      spansWaiting: valueOf(stage, `${SAMPLING}spans_waiting`),
      tracesWaiting: valueOf(stage, `${SAMPLING}sampling_traces_on_memory`),
      bytesWaiting: valueOf(stage, `${SAMPLING}bytes_waiting`),
      policies: policies.sort((a, b) => b.kept - a.kept || b.votesFor - a.votesFor || a.policy.localeCompare(b.policy)),
    };
  });
}

/** An exporter that sends elsewhere. */
export interface Delivery {
  readonly stage: Stage;
  readonly sent: number;
  readonly waiting: number;
  readonly bytes: number;
  readonly retries: number;
  readonly rejected: number;
  readonly dropped: number;
  readonly isFailing: boolean;
}

export function deliveries({ stages }: Pipelines): Delivery[] {
  return stages.filter((stage) => has(stage, "otelcol_exporter_queue_size")).map((stage) => ({
    stage,
    sent: valueOf(stage, "otelcol_exporter_sent_rows"),
    waiting: valueOf(stage, "otelcol_exporter_queue_size"),
    bytes: valueOf(stage, "otelcol_exporter_queue_bytes"),
    retries: valueOf(stage, "otelcol_exporter_retries"),
    rejected: valueOf(stage, "otelcol_exporter_rejected_rows"),
    dropped: valueOf(stage, "otelcol_exporter_dropped_rows"),
    isFailing: valueOf(stage, "clew_exporter_failing") > 0,
  }));
}

/** Exporters that fail, gave something up, or have something waiting. */
export function queuesInNeed(view: Pipelines): Delivery[] {
  return deliveries(view).filter(({ isFailing, waiting, dropped }) => isFailing || waiting > 0 || dropped > 0);
}

/** How much longer a queue got in a second between two answers; null where that cannot be said. */
export function growthOf(now: Pipelines, before: Pipelines | null, { id }: Stage): number | null {
  const seconds = before ? (now.atMs - before.atMs) / 1_000 : 0;
  const of = (view: Pipelines) => deliveries(view).find(({ stage }) => stage.id === id)?.waiting;
  const [waits, waited] = [of(now), before ? of(before) : undefined];
  return seconds <= 0 || waits === undefined || waited === undefined ? null : (waits - waited) / seconds;
}

/** A stage that counts spans into series. */
export interface Counting {
  readonly stage: Stage;
  readonly spans: number;
  readonly unnamed: number;
  readonly series: number;
  readonly bytes: number;
  readonly overflowed: number;
  /** Metrics that have no room, each with the dimension that most likely fills it. */
  readonly full: readonly { readonly metric: string; readonly dimension: string; readonly series: number }[];
}

export function countings({ stages }: Pipelines): Counting[] {
  return stages.filter((stage) => has(stage, "clew_spanmetrics_series")).map((stage) => ({
    stage,
    spans: valueOf(stage, "clew_spanmetrics_spans"),
    unnamed: valueOf(stage, "clew_spanmetrics_unnamed_spans"),
    series: valueOf(stage, "clew_spanmetrics_series"),
    bytes: valueOf(stage, "clew_spanmetrics_bytes"),
    overflowed: valueOf(stage, "clew_spanmetrics_overflowed"),
    full: stage.numbers
      .filter(({ name }) => name === "clew_spanmetrics_full_series")
      .map(({ labels, value }) => ({ metric: labels.metric ?? "", dimension: labels.dimension ?? "", series: value })),
  }));
}

/** Something that is not as it should be, and what to do about it. */
export interface Warning {
  readonly stage: Stage;
  readonly what: string;
  readonly advice: string;
  /** Whether something was lost or is about to be. */
  readonly isBad: boolean;
}

/** The worst comes first. */
export function warnings(view: Pipelines): Warning[] {
  const found: Warning[] = [];
  for (const { stage, isFailing, waiting, dropped, rejected } of deliveries(view)) {
    if (dropped > 0) found.push({ stage, isBad: true, what: `${plural(dropped, "row")} given up by ${visible(stage.id, 60)}`, advice: "The other side refused them for good, or for longer than retry_on_failure allows: look at its log, and raise max_elapsed_time." });
    if (isFailing) found.push({ stage, isBad: true, what: `${visible(stage.id, 60)} cannot deliver; ${count(waiting)} waiting`, advice: "See that the other side runs and can be reached; what waits is on disk and goes out when it answers." });
    if (rejected > 0) found.push({ stage, isBad: false, what: `${plural(rejected, "row")} sent by ${visible(stage.id, 60)} and not taken`, advice: "The other side took the requests but not all their rows: its log says why." });
  }
  for (const { stage, full, overflowed, unnamed } of countings(view)) {
    for (const { metric, dimension, series } of full) {
      found.push({ stage, isBad: true, what: `${visible(metric, 80)} is full at ${plural(series, "series", "series")}, most likely for ${visible(dimension, 60)}`, advice: `Take ${visible(dimension, 60)} out of the dimensions, shorten it by a prefix, or count its distinct values by a sketch; ${plural(overflowed, "item")} went to the overflow series.` });
    }
    if (unnamed > 0) found.push({ stage, isBad: false, what: `${plural(unnamed, "span")} not counted by ${visible(stage.id, 60)} for want of service.name`, advice: "Set OTEL_SERVICE_NAME where they come from." });
  }
  for (const stage of view.stages) {
    const errors = valueOf(stage, "clew_pipeline_evaluation_errors");
    if (errors > 0) found.push({ stage, isBad: false, what: `${plural(errors, "row")} for which ${visible(nameOf(stage), 80)} had no answer`, advice: "A condition or statement meets values it was not written for: the server's log has the first of them with the text of the rule." });
    const early = valueOf(stage, `${SAMPLING}sampling_trace_dropped_too_early`) + valueOf(stage, `${SAMPLING}traces_dropped_too_large`);
    if (early > 0) found.push({ stage, isBad: true, what: `${plural(early, "trace")} dropped by ${visible(stage.id, 60)} before the decision`, advice: "Raise num_traces and maximum_trace_size_bytes, or shorten decision_wait." });
    if (stage.isLeftOut) found.push({ stage, isBad: false, what: `${visible(nameOf(stage), 80)} is left out`, advice: "The server was started with --lenient for it: everything passes it unchanged." });
  }
  return found.sort((a, b) => Number(b.isBad) - Number(a.isBad));
}

/** The pipelines in a sentence. */
export function sentenceOf(view: Pipelines): string {
  const parts = [`${plural(view.pipelines, "pipeline")} ${view.pipelines === 1 ? "runs" : "run"}`];
  const kept = samplings(view).reduce((sum, sampling) => sum + sampling.kept, 0);
  const decided = samplings(view).reduce((sum, sampling) => sum + sampling.kept + sampling.dropped, 0);
  const most = samplings(view).flatMap(({ policies }) => policies).sort((a, b) => b.kept - a.kept)[0];
  if (decided > 0) parts.push(`${percent(kept / decided)} of traces kept${most && most.kept > 0 ? `, mostly by ${visible(most.policy, 60)}` : ""}`);
  else if (samplings(view).length > 0) parts.push("no trace decided yet");
  const worst = warnings(view).find(({ isBad }) => isBad);
  if (worst) parts.push(worst.what);
  else {
    const queues = deliveries(view).sort((a, b) => b.waiting - a.waiting);
    if (queues[0]) parts.push(`queue of ${visible(queues[0].stage.id, 60)}: ${count(queues[0].waiting)}`);
  }
  return parts.join("; ");
}

/** What stands in the box of a stage, at most two short lines. */
export function factsOf(stage: Stage, perSecond: number | null): string[] {
  const rows = valueOf(stage, "clew_pipeline_rows");
  const facts: string[] = [];
  if (has(stage, "clew_pipeline_rows")) facts.push(perSecond === null ? `${count(rows)} rows` : `${count(rows)} rows, ${count(Math.round(perSecond))} /s`);
  if (has(stage, `${SAMPLING}spans_waiting`)) facts.push(`${plural(valueOf(stage, `${SAMPLING}spans_waiting`), "span")} waiting`);
  else if (has(stage, "otelcol_exporter_queue_size")) facts.push(`${count(valueOf(stage, "otelcol_exporter_queue_size"))} in its queue`);
  else if (has(stage, "clew_spanmetrics_series")) facts.push(`${plural(valueOf(stage, "clew_spanmetrics_series"), "series", "series")}, ${bytes(valueOf(stage, "clew_spanmetrics_bytes"))}`);
  else if (valueOf(stage, "clew_pipeline_evaluation_errors") > 0) facts.push(`${plural(valueOf(stage, "clew_pipeline_evaluation_errors"), "error")} in rules`);
  return facts;
}

/** Rows a second that each stage took between two answers; null where that cannot be said. */
export function ratesOf(now: Pipelines, before: Pipelines | null): (number | null)[] {
  const seconds = before ? (now.atMs - before.atMs) / 1_000 : 0;
  return now.stages.map((stage, at) => {
    const past = before?.stages[at];
    if (!past || nameOf(past) !== nameOf(stage) || seconds <= 0) return null;
    const more = valueOf(stage, "clew_pipeline_rows") - valueOf(past, "clew_pipeline_rows");
    return more < 0 ? null : more / seconds;
  });
}

/** The attribute that tells which policy kept a span. */
export const POLICY = "clew.sampling.policy";
export const WEIGHT = "clew.sampling.weight";
export const PARTIAL = "clew.sampling.partial";

/** Why a sampled trace is there; null if no sampler kept it. */
export interface Kept {
  readonly policy: string;
  /** How many traces it stands for; 1 stands for itself alone. */
  readonly weight: number;
  /** Whether it was decided on before all of it had come. */
  readonly isPartial: boolean;
}

export function keptOf(attributes: readonly { readonly key: string; readonly value: unknown }[]): Kept | null {
  const of = (key: string) => attributes.find((each) => each.key === key)?.value;
  const policy = of(POLICY);
  const weight = Number(of(WEIGHT) ?? 1);
  if (typeof policy !== "string" || policy === "") return null;
  return { policy, weight: Number.isFinite(weight) && weight >= 1 ? weight : 1, isPartial: of(PARTIAL) === true };
}

/** What a weight means. */
export function weightText(weight: number): string {
  return weight < 1.05 ? "stands for itself alone" : `stands for about ${count(weight < 10 ? Number(weight.toFixed(1)) : Math.round(weight))} traces`;
}
