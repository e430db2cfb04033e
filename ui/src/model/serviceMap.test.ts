import { expect, test } from "vitest";
import { fitted, panZoomText, parsePanZoom, zoomed } from "./panZoom";
import { graphOf, kindOf, type MapEdge, type MapNode, titleOf } from "./serviceMap";

const service = (name: string): MapNode => ({ kind: "service", system: "", name });
const peer = (name: string): MapNode => ({ kind: "peer", system: "", name });
const edge = (from: MapNode, to: MapNode, count = 1, isAsync = false): MapEdge => ({ from, to, isAsync, count, failed: 0, p50: count, p99: count });

test("a peer that sends spans is that service, and its calls are added up", () => {
  const graph = graphOf([edge(service("a"), service("b"), 5), edge(service("a"), peer("b"), 2), edge(service("a"), peer("mail"))], []);
  expect(graph.nodes.map(titleOf)).toEqual(["a", "b", "mail"]);
  expect(graph.edges.map(({ edge }) => [edge.to.kind, edge.count, edge.p99])).toEqual([["service", 7, 5], ["peer", 1, 1]]);
});

test("calls and messages between the same two stay two edges; calls of oneself are none", () => {
  const graph = graphOf([edge(service("a"), service("b")), edge(service("a"), service("b"), 1, true), edge(service("a"), service("a"))], []);
  expect(graph.edges.map(({ edge }) => edge.isAsync)).toEqual([false, true]);
});

test("services that call nobody stand in the map too", () => {
  expect(graphOf([], ["alone"]).nodes).toEqual([service("alone")]);
});

test("what sends no spans is named by what it is", () => {
  const store: MapNode = { kind: "database", system: "redis", name: "" };
  expect([titleOf(store), titleOf({ ...store, name: "0" }), kindOf(store), kindOf(peer("mail"))]).toEqual(["redis", "redis 0", "redis database", "sends no spans"]);
});

test("a picture fits its frame, and zooming keeps the place under the pointer", () => {
  expect(fitted({ width: 2_000, height: 100 }, { width: 1_040, height: 500 }, 20)).toEqual({ x: 20, y: 225, scale: 0.5 });
  const after = zoomed({ x: 10, y: 20, scale: 1 }, 2, 110, 220);
  expect([(110 - after.x) / after.scale, (220 - after.y) / after.scale]).toEqual([100, 200]);
  expect(parsePanZoom(panZoomText({ x: -12.4, y: 7, scale: 0.51234 }))).toEqual({ x: -12, y: 7, scale: 0.512 });
  expect(["", "1_2", "a_b_c", "1_2_9"].map(parsePanZoom)).toEqual([null, null, null, null]);
});
