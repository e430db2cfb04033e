import { expect, test } from "vitest";
import { countings, deliveries, factsOf, growthOf, keptOf, type Pipelines, queuesInNeed, ratesOf, samplings, sentenceOf, type Stage, valueOf, warnings, weightText } from "./pipelines";

const SAMPLING = "otelcol_processor_tail_sampling_";

function stage(kind: string, id: string, numbers: Record<string, number>, pipeline = ""): Stage {
  const told = Object.entries(numbers).map(([text, value]) => {
    const [name, ...labels] = text.split(" ");
    return { name: name!, value, labels: Object.fromEntries(labels.map((label) => label.split("="))) as Record<string, string> };
  });
  return { kind, id, type: id.split("/")[0]!, pipeline, isLeftOut: false, numbers: told };
}

const SAMPLER = stage("processor", "tail_sampling", {
  clew_pipeline_rows: 900,
  [`${SAMPLING}global_count_traces_sampled sampled=true`]: 10,
  [`${SAMPLING}global_count_traces_sampled sampled=false`]: 90,
  [`${SAMPLING}traces_decided_by_policy policy=failures sampled=true`]: 3,
  [`${SAMPLING}traces_decided_by_policy policy=failures sampled=false`]: 0,
  [`${SAMPLING}traces_decided_by_policy policy=sample sampled=true`]: 7,
  [`${SAMPLING}traces_decided_by_policy policy=sample sampled=false`]: 0,
  [`${SAMPLING}count_traces_sampled policy=sample sampled=true decision=sampled`]: 9,
  [`${SAMPLING}count_traces_sampled policy=sample sampled=false decision=not_sampled`]: 91,
  [`${SAMPLING}count_traces_sampled policy=sample sampled=false decision=dropped`]: 4,
  [`${SAMPLING}spans_waiting`]: 42,
}, "traces");
const TEMPO = stage("exporter", "otlp/tempo", { otelcol_exporter_queue_size: 0, otelcol_exporter_sent_rows: 30, otelcol_exporter_dropped_rows: 0, clew_exporter_failing: 0 });

function view(...stages: Stage[]): Pipelines {
  return { atMs: 10_000, pipelines: 2, stages, edges: [], numbers: [] };
}

test("the sentence tells what is kept, by what most, and what waits", () => {
  expect(sentenceOf(view(SAMPLER, TEMPO))).toBe("2 pipelines run; 10 % of traces kept, mostly by sample; queue of otlp/tempo: 0");
  expect(sentenceOf({ ...view(TEMPO), pipelines: 1 })).toBe("1 pipeline runs; queue of otlp/tempo: 0");
});

test("before a decision the sentence gives no share", () => {
  const idle = stage("processor", "tail_sampling", { [`${SAMPLING}global_count_traces_sampled sampled=true`]: 0 });
  expect(sentenceOf(view(idle))).toBe("2 pipelines run; no trace decided yet");
});

test("an exporter that fails stands in the sentence instead of the queues", () => {
  const failing = stage("exporter", "otlp/tempo", { otelcol_exporter_queue_size: 12, clew_exporter_failing: 1 });
  expect(sentenceOf(view(failing))).toBe("2 pipelines run; otlp/tempo cannot deliver; 12 waiting");
});

test("votes are told apart from decisions, the policy that kept most comes first", () => {
  const [sampling] = samplings(view(SAMPLER));
  expect(sampling!.policies).toEqual([
    { policy: "sample", kept: 7, refused: 4, votesFor: 9, votesAgainst: 95 },
    { policy: "failures", kept: 3, refused: 0, votesFor: 0, votesAgainst: 0 },
  ]);
  expect(sampling!.spansWaiting).toBe(42);
});

test("a metric that is full names its dimension and what to do", () => {
  const full = stage("processor", "spanmetrics", { clew_spanmetrics_series: 500, clew_spanmetrics_overflowed: 70, "clew_spanmetrics_full_series metric=calls dimension=net.peer.ip": 500 });
  expect(countings(view(full))[0]!.full).toEqual([{ metric: "calls", dimension: "net.peer.ip", series: 500 }]);
  const [warning] = warnings(view(full));
  expect(warning!.what).toBe("calls is full at 500 series, most likely for net.peer.ip");
  expect(warning!.advice).toContain("70 items");
});

test("what is lost comes before what is odd", () => {
  const odd = stage("processor", "filter", { clew_pipeline_evaluation_errors: 4 }, "traces");
  const lost = stage("exporter", "otlp", { otelcol_exporter_queue_size: 0, otelcol_exporter_dropped_rows: 5 });
  expect(warnings(view(odd, lost)).map(({ what }) => what)).toEqual(["5 rows given up by otlp", "4 rows for which traces/filter had no answer"]);
  expect(warnings(view(SAMPLER, TEMPO))).toEqual([]);
  expect(deliveries(view(SAMPLER, TEMPO))).toHaveLength(1);
});

test("a rate needs two answers of the same configuration and no restart between", () => {
  const before = { ...view(stage("processor", "batch", { clew_pipeline_rows: 100 })), atMs: 8_000 };
  const now = view(stage("processor", "batch", { clew_pipeline_rows: 140 }));
  expect(ratesOf(now, before)).toEqual([20]);
  expect(ratesOf(now, null)).toEqual([null]);
  expect(ratesOf(before, now)).toEqual([null]);
  expect(ratesOf(now, { ...view(TEMPO), atMs: 8_000 })).toEqual([null]);
});

test("a queue needs a hand when something waits in it, and its growth is told by the second", () => {
  const waiting = stage("exporter", "otlp", { otelcol_exporter_queue_size: 30 });
  const before = { ...view(stage("exporter", "otlp", { otelcol_exporter_queue_size: 10 })), atMs: 0 };
  expect(queuesInNeed(view(TEMPO))).toEqual([]);
  expect(queuesInNeed(view(TEMPO, waiting)).map(({ stage: { id } }) => id)).toEqual(["otlp"]);
  expect(growthOf(view(waiting), before, waiting)).toBe(2);
  expect(growthOf(view(waiting), null, waiting)).toBeNull();
  expect(growthOf(view(TEMPO), before, TEMPO)).toBeNull();
});

test("the box of a stage has its rows and what matters most", () => {
  expect(factsOf(SAMPLER, 12.4)).toEqual(["900 rows, 12 /s", "42 spans waiting"]);
  expect(factsOf(TEMPO, null)).toEqual(["0 in its queue"]);
  expect(valueOf(SAMPLER, "nothing")).toBe(0);
});

test("a kept span tells its policy, what it stands for, and whether it is partial", () => {
  expect(keptOf([{ key: "clew.sampling.policy", value: "p" }, { key: "clew.sampling.weight", value: 10 }, { key: "clew.sampling.partial", value: true }])).toEqual({ policy: "p", weight: 10, isPartial: true });
  expect(keptOf([{ key: "clew.sampling.policy", value: "p" }])).toEqual({ policy: "p", weight: 1, isPartial: false });
  expect(keptOf([{ key: "other", value: "p" }])).toBeNull();
});

test("weights are said as people would", () => {
  expect(weightText(1)).toBe("stands for itself alone");
  expect(weightText(10)).toBe("stands for about 10 traces");
  expect(weightText(2.5)).toBe("stands for about 2.5 traces");
  expect(weightText(33.333)).toBe("stands for about 33 traces");
});
