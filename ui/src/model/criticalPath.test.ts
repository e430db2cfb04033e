import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { criticalPath } from "./criticalPath";
import { treeOf } from "./spanTree";
import { type TestSpan, traceOf } from "./testTraces";
import { endOf } from "./trace";

const data = join(process.env.CLEW_TEST_DATA ?? resolve(import.meta.dirname, "../../../../shared/data"), "rca/critical-path-fixtures");
const hasData = existsSync(data);
if (!hasData) console.warn("critical path fixtures skipped: no test data");

interface JaegerSpan {
  readonly spanID: string;
  readonly operationName: string;
  readonly startTime: number;
  readonly duration: number;
  readonly processID: string;
  readonly references: readonly { readonly refType: string; readonly spanID: string }[];
  readonly tags?: readonly { readonly key: string; readonly value: unknown }[];
}

interface JaegerCase {
  readonly name: string;
  readonly trace: { readonly spans: JaegerSpan[] };
  readonly criticalPathSections: object[];
}

function fromJaeger(spans: readonly JaegerSpan[], hosts: Record<string, string> = {}): TestSpan[] {
  return spans.map((span) => {
    const parent = span.references.find((reference) => reference.refType === "CHILD_OF")?.spanID;
    const kind = span.tags?.find((tag) => tag.key === "span.kind")?.value as TestSpan["kind"];
    return { id: span.spanID, start: span.startTime, duration: span.duration, host: hosts[span.processID] ?? "", ...(parent ? { parent } : {}), ...(kind ? { kind } : {}) };
  });
}

function sections(spans: readonly TestSpan[]) {
  const trace = traceOf(spans);
  const tree = treeOf(trace);
  const sorted = [...spans].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const path = criticalPath(trace, tree, tree.firstRoot);
  return [...path.spans].map((span, at) => ({ spanID: sorted[span]!.id, sectionStart: path.from[at], sectionEnd: path.to[at] }));
}

describe.skipIf(!hasData)("fixtures of jaeger-ui", () => {
  const cases: JaegerCase[] = hasData ? JSON.parse(readFileSync(join(data, "jaeger-ui-critical-path.json"), "utf8")).cases : [];
  test.each(cases)("$name", ({ trace, criticalPathSections }) => {
    expect(sections(fromJaeger(trace.spans))).toEqual(criticalPathSections);
  });
});

interface CrispCase {
  readonly data: readonly [{ readonly spans: JaegerSpan[]; readonly processes: Record<string, { serviceName: string; tags?: { key: string; value: string }[] }> }];
  readonly testing: { opTimeExclusive?: Record<string, number> } | readonly Record<string, number>[];
}

/** Siblings that overlap by at most 5 units at each of at most two joints: CRISP counts the overlap twice. */
const OVERLAPPING = ["10", "19", "20", "21"];

describe.skipIf(!hasData)("fixtures of CRISP", () => {
  const folder = join(data, "crisp/test_cases");
  const names = hasData ? readdirSync(folder).filter((name) => /^\d+\.json$/.test(name)) : [];
  test.each(names)("%s", (name) => {
    const { data: [trace], testing } = JSON.parse(readFileSync(join(folder, name), "utf8")) as CrispCase;
    const hosts = Object.fromEntries(Object.entries(trace.processes).map(([id, process]) => [id, process.tags?.find((tag) => tag.key === "hostname")?.value ?? ""]));
    const operations = new Map(trace.spans.map((span) => [span.spanID, `[${trace.processes[span.processID]!.serviceName}] ${span.operationName}`]));
    const found: Record<string, number> = {};
    for (const section of sections(fromJaeger(trace.spans, hosts))) {
      const operation = operations.get(section.spanID)!;
      found[operation] = (found[operation] ?? 0) + section.sectionEnd! - section.sectionStart!;
    }
    const wanted = Array.isArray(testing) ? testing[0]! : (testing as { opTimeExclusive: Record<string, number> }).opTimeExclusive;
    const isLoose = OVERLAPPING.includes(name.replace(".json", ""));
    for (const [operation, time] of Object.entries(wanted as Record<string, number>)) {
      if (isLoose) expect(Math.abs((found[operation] ?? 0) - time)).toBeLessThanOrEqual(2 * 5);
      else expect(found[operation] ?? 0, operation).toBe(time);
    }
  });
});

describe("for any trace", () => {
  let seed = 1;
  const random = (bound: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % bound;
  };
  const anyTrace = (): TestSpan[] => {
    const kinds = ["internal", "server", "client", "producer", "consumer"] as const;
    const spans: TestSpan[] = [{ id: "r", start: 100, duration: 200 }];
    for (let at = 0; at < random(30); at++) {
      const parent = spans[random(spans.length)]!;
      spans.push({ id: `s${at}`, parent: parent.id, start: parent.start - 10 + random(parent.duration + 20), duration: random(120), kind: kinds[random(5)]!, host: ["", "a", "b"][random(3)]! });
    }
    return spans;
  };

  test("the sections add up to the root, follow each other, and do not depend on the order of spans", () => {
    for (let round = 0; round < 2_000; round++) {
      const spans = anyTrace();
      const trace = traceOf(spans);
      const path = criticalPath(trace, treeOf(trace), treeOf(trace).firstRoot);
      let until = endOf(trace, treeOf(trace).firstRoot);
      let sum = 0;
      for (let at = 0; at < path.spans.length; at++) {
        sum += path.to[at]! - path.from[at]!;
        if (path.to[at] !== until || path.from[at]! >= path.to[at]!) throw new Error(`round ${round}: a gap or an overlap`);
        until = path.from[at]!;
      }
      const root = treeOf(trace).firstRoot;
      if (Math.abs(sum - trace.durations[root]!) > 1e-6) throw new Error(`round ${round}: ${sum} of ${trace.durations[root]}`);
      expect(sections(spans.toReversed())).toEqual(sections(spans));
    }
  });

  test("scaling all times scales all sections", () => {
    for (let round = 0; round < 500; round++) {
      const spans = anyTrace();
      const larger = spans.map((span) => ({ ...span, start: span.start * 8, duration: span.duration * 8 }));
      expect(sections(larger)).toEqual(sections(spans).map((each) => ({ ...each, sectionStart: each.sectionStart! * 8, sectionEnd: each.sectionEnd! * 8 })));
    }
  });
});

test("a chain of ten thousand spans is walked", () => {
  const spans: TestSpan[] = [{ id: "0", start: 0, duration: 20_000 }];
  for (let at = 1; at < 10_000; at++) spans.push({ id: String(at), parent: String(at - 1), start: at, duration: 20_000 - 2 * at });
  expect(sections(spans).length).toBeGreaterThan(10_000);
});
