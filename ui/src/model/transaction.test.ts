import { expect, test } from "vitest";
import { treeOf } from "./spanTree";
import { type TestSpan, traceOf } from "./testTraces";
import { rootOf, transactionOf } from "./transaction";

function told(spans: readonly TestSpan[]) {
  const trace = traceOf(spans);
  const tree = treeOf(trace);
  const found = transactionOf(trace, tree);
  const name = (span: number) => trace.names.texts[trace.names.at[span]!]!;
  return found && { length: found.length, count: found.count, hops: found.hops.map(({ producer, consumer, wait, isSkewed }) => `${name(producer)} +${wait} ${name(consumer)}${isSkewed ? " skewed" : ""}`) };
}

const root: TestSpan = { id: "root", start: 0, duration: 100, kind: "server" };

test("a consumer below its producer waited from the end of the one to the start of the other", () => {
  expect(told([root, { id: "send", parent: "root", start: 10, duration: 5, kind: "producer" }, { id: "take", parent: "send", start: 65, duration: 200, kind: "consumer" }])).toEqual({ hops: ["send +50 take"], length: 265, count: 1 });
});

test("a link joins as a parent does, and both together are one hop", () => {
  const send: TestSpan = { id: "send", parent: "root", start: 10, duration: 5, kind: "producer" };
  expect(told([root, send, { id: "take", start: 65, duration: 35, kind: "consumer", links: ["send"] }])).toMatchObject({ hops: ["send +50 take"], length: 100 });
  expect(told([root, send, { id: "take", parent: "send", start: 65, duration: 35, kind: "consumer", links: ["send"] }])).toMatchObject({ hops: ["send +50 take"], count: 1 });
});

test("queues behind queues are one way, and what ends earlier is not on it", () => {
  expect(
    told([
      root,
      { id: "send", parent: "root", start: 10, duration: 5, kind: "producer" },
      { id: "other", parent: "send", start: 16, duration: 1, kind: "consumer" },
      { id: "take", parent: "send", start: 20, duration: 30, kind: "consumer" },
      { id: "pass", parent: "take", start: 25, duration: 5, kind: "producer" },
      { id: "end", parent: "pass", start: 130, duration: 20, kind: "consumer" },
    ]),
  ).toEqual({ hops: ["send +5 take", "pass +100 end"], length: 150, count: 3 });
});

test("a message that is taken before it is sent waited for nothing and shows skew", () => {
  expect(told([root, { id: "send", parent: "root", start: 10, duration: 5, kind: "producer" }, { id: "take", parent: "send", start: 2, duration: 5, kind: "consumer" }])).toMatchObject({ hops: ["send +0 take skewed"] });
});

test("links that go round end", () => {
  expect(told([root, { id: "a", start: 10, duration: 5, kind: "consumer", links: ["b"] }, { id: "b", start: 20, duration: 5, kind: "consumer", links: ["a"] }])?.hops.length).toBe(2);
});

test("without queues there is nothing to tell", () => {
  expect(told([root, { id: "call", parent: "root", start: 10, duration: 5, kind: "client" }])).toBeNull();
});

test("a consumer that takes longer is not what the trace began with", () => {
  const trace = traceOf([root, { id: "send", parent: "root", start: 10, duration: 5, kind: "producer" }, { id: "take", start: 65, duration: 500, kind: "consumer", links: ["send"] }]);
  const tree = treeOf(trace);
  const transaction = transactionOf(trace, tree);
  expect([rootOf(tree, 2, transaction), rootOf(tree, 0, transaction), rootOf(tree, 2, null)]).toEqual([0, 0, 2]);
});
