import { expect, test } from "vitest";
import { flameOf } from "./flame";
import { criticalPath } from "./criticalPath";
import { errorSource, mainRoot, operationsOf, selfTime } from "./operations";
import { repeatsOf } from "./repeats";
import { rowsOf } from "./rows";
import { treeOf } from "./spanTree";
import { type TestSpan, traceOf } from "./testTraces";
import { spanAt, spanId } from "./trace";

const login: TestSpan[] = [
  { id: "r", start: 0, duration: 100, name: "POST /login" },
  { id: "a", parent: "r", start: 10, duration: 60, name: "verify", isError: true },
  { id: "b", parent: "a", start: 20, duration: 10, name: "query", isError: true },
  { id: "c", parent: "r", start: 75, duration: 10, name: "issue" },
];

test("spans stand parents first, with depth, weight and errors below", () => {
  const tree = treeOf(traceOf(login));
  expect([...tree.order]).toEqual([0, 1, 2, 3]);
  expect([...tree.depth]).toEqual([0, 1, 2, 1]);
  expect([...tree.weight]).toEqual([4, 2, 1, 1]);
  expect([...tree.errors]).toEqual([2, 2, 1, 0]);
});

test("cycles are cut at the earliest span and orphans are roots", () => {
  const trace = traceOf([
    { id: "a", parent: "b", start: 5, duration: 1 },
    { id: "b", parent: "a", start: 3, duration: 1 },
    { id: "c", parent: "gone", start: 4, duration: 1 },
    { id: "d", parent: "a", start: 1, duration: 1 },
  ]);
  const tree = treeOf(trace);
  expect(tree.cycles).toBe(1);
  expect(tree.orphans).toBe(1);
  expect([...tree.order].length).toBe(4);
  expect(tree.parents[1]).toBe(-1);
});

test("an error began where nothing below failed", () => {
  const trace = traceOf(login);
  expect(errorSource(trace, treeOf(trace))).toBe(2);
});

test("self time leaves out what children cover", () => {
  const trace = traceOf(login);
  expect(selfTime(trace, treeOf(trace), 0)).toBe(30);
});

test("operations are by their part of the critical path", () => {
  const trace = traceOf(login);
  const tree = treeOf(trace);
  const sums = operationsOf(trace, tree, criticalPath(trace, tree, mainRoot(trace, tree)));
  expect(sums.map(({ name, onPath }) => [name, onPath])).toEqual([["verify", 50], ["POST /login", 30], ["query", 10], ["issue", 10]]);
});

test("repeats are one line until they are opened", () => {
  const spans: TestSpan[] = [{ id: "r", start: 0, duration: 100 }];
  for (let at = 0; at < 6; at++) spans.push({ id: `q${at}`, parent: "r", start: at * 10, duration: 5, name: "SELECT" }, { id: `x${at}`, parent: `q${at}`, start: at * 10, duration: 1, name: "io" });
  const trace = traceOf(spans);
  const tree = treeOf(trace);
  const repeats = repeatsOf(trace, tree);
  expect(repeats.list.map(({ members, total }) => [members.length, total])).toEqual([[6, 30]]);
  expect(rowsOf(tree, repeats, new Set(), new Set()).size).toBe(2);
  const open = rowsOf(tree, repeats, new Set(), new Set([0]));
  expect([open.size, [...open.indent].slice(0, 4)]).toEqual([14, [0, 1, 2, 3]]);
});

test("flame boxes of children never exceed their parent", () => {
  const trace = traceOf([{ id: "r", start: 0, duration: 10 }, { id: "a", parent: "r", start: 0, duration: 10, name: "x" }, { id: "b", parent: "r", start: 0, duration: 10, name: "y" }]);
  const boxes = flameOf(trace, treeOf(trace));
  expect(boxes.map(({ width }) => width)).toEqual([1, 0.5, 0.5]);
});

test("spans are found by id", () => {
  const trace = traceOf(login);
  for (let span = 0; span < trace.size; span++) expect(spanAt(trace, spanId(trace, span))).toBe(span);
  expect(spanAt(trace, "ffffffffffffffff")).toBe(-1);
});

test("a hundred thousand spans are laid out within a second", () => {
  const spans: TestSpan[] = [{ id: "0", start: 0, duration: 1e6 }];
  for (let at = 1; at < 100_000; at++) spans.push({ id: String(at), parent: String(Math.floor(at / 3)), start: at, duration: 1e6 - 2 * at, name: `op${at % 50}` });
  const trace = traceOf(spans);
  const began = performance.now();
  const tree = treeOf(trace);
  criticalPath(trace, tree, mainRoot(trace, tree));
  repeatsOf(trace, tree);
  const took = performance.now() - began;
  console.info(`layout of 100,000 spans: ${took.toFixed(0)} ms`);
  expect(took).toBeLessThan(1_000);
});
