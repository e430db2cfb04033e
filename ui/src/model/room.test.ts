import { expect, test } from "vitest";
import { criticalPath } from "./criticalPath";
import { treeOf } from "./spanTree";
import { type TestSpan, traceOf } from "./testTraces";

function walked(spans: readonly TestSpan[]) {
  const trace = traceOf(spans);
  const tree = treeOf(trace);
  const path = criticalPath(trace, tree, tree.firstRoot);
  const at = (id: string) => trace.names.texts.indexOf(id) < 0 ? -1 : [...trace.names.at].indexOf(trace.names.texts.indexOf(id));
  return { path, drag: (id: string) => path.drag[at(id)]!, slack: (id: string) => path.slack[at(id)]!, exclusive: (id: string) => path.exclusive[at(id)]! };
}

const root: TestSpan = { id: "root", start: 0, duration: 100 };

test("a lone call saves all it takes", () => {
  const { drag, slack } = walked([root, { id: "a", parent: "root", start: 10, duration: 60 }]);
  expect([drag("root"), drag("a"), slack("a")]).toEqual([100, 60, 0]);
});

test("a call beside another of equal length saves nothing", () => {
  const { drag, slack } = walked([root, { id: "a", parent: "root", start: 10, duration: 60 }, { id: "b", parent: "root", start: 10, duration: 60 }]);
  expect([drag("a") + drag("b"), slack("a"), slack("b")]).toEqual([0, 0, 0]);
});

test("the shorter of two calls has slack, by as much the longer has drag", () => {
  const { drag, slack } = walked([root, { id: "long", parent: "root", start: 10, duration: 60 }, { id: "short", parent: "root", start: 20, duration: 30 }]);
  expect([drag("long"), slack("short"), drag("short")]).toEqual([20, 20, 0]);
});

test("a span saves no more than its parent, and waits as long as its parent may", () => {
  const { drag, slack } = walked([
    root,
    { id: "long", parent: "root", start: 10, duration: 60 },
    { id: "inner", parent: "long", start: 15, duration: 50 },
    { id: "short", parent: "root", start: 20, duration: 40 },
    { id: "below", parent: "short", start: 25, duration: 10 },
    { id: "beside", parent: "short", start: 25, duration: 5 },
  ]);
  expect([drag("long"), drag("inner"), slack("short"), slack("below"), slack("beside")]).toEqual([10, 10, 10, 10, 15]);
});

function random(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test("a span delayed by its slack moves nothing on the path, by more it does", () => {
  let delayed = 0;
  for (let seed = 0; seed < 400; seed++) {
    const next = random(seed);
    const spans: TestSpan[] = [{ id: "root", start: 0, duration: 10_000 }];
    for (let at = 0; at < 2 + next() * 8; at++) {
      const start = Math.floor(next() * 9_000);
      spans.push({ id: `s${at}`, parent: "root", start, duration: 200 + Math.floor(next() * (9_700 - start)) });
    }
    const before = walked(spans);
    for (const [at, span] of spans.entries()) {
      const slack = before.slack(span.id);
      expect(before.exclusive(span.id) > 0 ? slack : 0).toBe(0);
      if (!(slack > 2)) continue;
      const moved = (by: number) => walked(spans.map((each, place) => (place === at ? { ...each, start: each.start + by } : each)));
      expect(moved(slack - 1).exclusive(span.id)).toBe(0);
      // Where another runs at that time, it is that one which the end waits for.
      const end = span.start + span.duration + slack + 1;
      if (end >= 10_000 || spans.some((each) => each !== span && each.id !== "root" && each.start < end && each.start + each.duration >= end)) continue;
      expect(moved(slack + 1).exclusive(span.id)).toBeGreaterThan(0);
      delayed++;
    }
  }
  expect(delayed).toBeGreaterThan(100);
});

test("drag is at most the time of a span, and 0 off the path", () => {
  for (let seed = 0; seed < 200; seed++) {
    const next = random(seed);
    const spans: TestSpan[] = [{ id: "root", start: 0, duration: 10_000 }];
    for (let at = 0; at < 20; at++) {
      const parent = spans[Math.floor(next() * spans.length)]!;
      const start = parent.start + Math.floor(next() * parent.duration);
      spans.push({ id: `s${at}`, parent: parent.id, start, duration: Math.floor(next() * parent.duration) });
    }
    const { path, drag, exclusive } = walked(spans);
    for (const { id, duration } of spans) {
      expect(drag(id)).toBeGreaterThanOrEqual(0);
      expect(drag(id)).toBeLessThanOrEqual(duration);
    }
    expect([...path.spans].every((span) => path.slack[span] === 0)).toBe(true);
    expect(exclusive("root")).toBeGreaterThanOrEqual(0);
  }
});
