import { expect, test } from "vitest";
import { layered, type Layout } from "./layers";

const SIZE = { width: 100, height: 40, gapX: 50, gapY: 20 };

function random(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function expectApart({ x, y, layer }: Layout): void {
  for (let a = 0; a < x.length; a++) {
    for (let b = a + 1; b < x.length; b++) {
      if (layer[a] === layer[b]) expect(Math.abs(y[a]! - y[b]!)).toBeGreaterThanOrEqual(SIZE.height + SIZE.gapY - 1e-6);
    }
  }
}

test("a chain goes left to right on one line", () => {
  const { layer, y, width } = layered(3, [[0, 1], [1, 2]], SIZE);
  expect([...layer]).toEqual([0, 1, 2]);
  expect(new Set(y).size).toBe(1);
  expect(width).toBe(400);
});

test("without cycles every edge leads right", () => {
  for (let seed = 0; seed < 50; seed++) {
    const next = random(seed);
    const edges = Array.from({ length: 40 }, () => {
      const from = Math.floor(next() * 19);
      return [from, from + 1 + Math.floor(next() * (19 - from))] as const;
    });
    const layout = layered(20, edges, SIZE);
    for (const [from, to] of edges) expect(layout.layer[to]!).toBeGreaterThan(layout.layer[from]!);
    expectApart(layout);
  }
});

test("cycles end, nodes stand apart and within the picture", () => {
  for (let seed = 0; seed < 50; seed++) {
    const next = random(seed);
    const edges = Array.from({ length: 60 }, () => [Math.floor(next() * 20), Math.floor(next() * 20)] as const).filter(([from, to]) => from !== to);
    const layout = layered(20, edges, SIZE);
    expectApart(layout);
    expect(Math.min(...layout.y)).toBeGreaterThanOrEqual(-1e-6);
    expect(Math.max(...layout.y) + SIZE.height).toBeLessThanOrEqual(layout.height + 1e-6);
  }
});

test("a long edge passes between the layers it skips, in its own direction", () => {
  const { bends } = layered(3, [[0, 1], [1, 2], [0, 2]], SIZE);
  expect(bends[0]).toEqual([]);
  expect(bends[2]).toHaveLength(2);
  const back = layered(4, [[0, 1], [1, 2], [2, 3], [3, 0]], SIZE).bends[3]!;
  expect(back[0]!).toBeGreaterThan(back[2]!);
});

test("equal graphs have equal layouts, and no nodes none", () => {
  const edges = [[0, 1], [0, 2], [1, 3], [2, 3]] as const;
  expect(layered(4, edges, SIZE)).toEqual(layered(4, edges, SIZE));
  expect(layered(0, [], SIZE).height).toBe(0);
});

test("a map of 200 nodes is laid out at once", () => {
  const next = random(7);
  const edges = Array.from({ length: 400 }, () => [Math.floor(next() * 200), Math.floor(next() * 200)] as const);
  const since = performance.now();
  layered(200, edges.filter(([from, to]) => from !== to), SIZE);
  expect(performance.now() - since).toBeLessThan(3_000);
});
