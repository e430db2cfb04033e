import { expect, test } from "vitest";
import { against, changeOf, coveredSeconds, isWholeBefore, knownSeconds, verdict, worstOf } from "./change";

const of = (count: number, failed = 0, p50 = 50e6, p99 = 200e6) => ({ count, failed, p50, p99 });
const none = { count: 0, failed: 0, p50: null, p99: null };

test("the most notable change is told, and whether it is for the worse", () => {
  expect(changeOf(of(1_000, 100), of(1_000, 10))).toMatchObject({ text: "errors +9.0 points", isWorse: true });
  expect(changeOf(of(1_000, 0, 110e6), of(1_000))).toMatchObject({ text: "p50 × 2.2", isWorse: true });
  expect(changeOf(of(1_000, 0, 50e6, 60e6), of(1_000))).toMatchObject({ text: "p99 ÷ 3.3", isWorse: false });
  expect(changeOf(of(100), of(1_000))).toMatchObject({ text: "rate ÷ 10", isWorse: true });
});

test("what is the same, new, gone or too little to tell is said so", () => {
  expect(changeOf(of(1_000, 10), of(1_010, 12)).text).toBe("as before");
  expect(changeOf(of(5), none).text).toBe("new");
  expect(changeOf(none, of(100))).toMatchObject({ text: "vanished", isWorse: true });
  expect(changeOf(of(3, 3), of(4)).text).toBe("too few");
});

test("chance alone is no change", () => {
  expect(changeOf(of(50, 3), of(50, 1)).text).toBe("as before");
});

test("rates are not compared with a part of a window", () => {
  expect(changeOf(of(1_000), of(100), false).text).toBe("as before");
  expect(verdict("Logins", "3 /s", of(1_000), of(100), false)).toMatch(/^Logins are as before/);
  expect([isWholeBefore({ start: 100, end: 200 }, 5_000), isWholeBefore({ start: 100, end: 200 }, 50_000), isWholeBefore({ start: 100, end: 200 }, 0)]).toEqual([true, false, false]);
});

test("the sentence leads with what got worse", () => {
  expect(verdict("Logins", "3 /s", of(1_000, 300), of(1_000, 20))).toBe("More logins fail, 30 % instead of 2 %: 3 /s; half take 50 ms or less, 1 in 100 more than 200 ms");
  expect(verdict("Requests", "3 /s", of(1_000, 0, 200e6), of(1_000))).toMatch(/^Requests are 4\.0× slower: 3 \/s, 0 % fail/);
  expect(verdict("Logins", "3 /s", of(1_000), of(1_000))).toMatch(/^Logins are as before: /);
  expect(verdict("Logins", "3 /s", of(1_000, 300), of(1_000, 300))).toMatch(/^30 % of logins fail, as before: 3 \/s; half/);
  expect(verdict("Logins", "3 /s", of(1_000), none)).toMatch(/^Logins: 3 \/s/);
});

test("the worst service fails, or got worse", () => {
  const fine = { name: "fine", now: of(1_000), before: of(1_000) };
  const failing = { name: "failing", now: of(1_000, 100), before: none };
  const slower = { name: "slower", now: of(1_000, 0, 400e6), before: of(1_000) };
  expect(worstOf([fine])).toBeNull();
  expect(worstOf([fine, { name: "gone", now: none, before: of(100) }])?.why).toBe("it sends nothing any more");
  expect(worstOf([fine, failing])).toMatchObject({ service: failing, why: "10 % of its requests fail" });
  expect(worstOf([fine, failing, slower])).toMatchObject({ service: slower, why: "p50 × 8.0 against before" });
});

test("a rate is over the time for which there is data", () => {
  const span = { fromMs: 0, toMs: 3_600_000 };
  expect(coveredSeconds(span, { oldestMs: 2_700_000, count: 100 }, false)).toBe(900);
  expect(coveredSeconds(span, { oldestMs: 2_700_000, count: 100 }, true)).toBe(3_600);
  expect(coveredSeconds(span, { oldestMs: 3_599_999, count: 1 }, false)).toBe(3_600);
});

test("of services it is counted from the first step with data", () => {
  const window = { start: 0, end: 400 };
  expect(knownSeconds(window, [{ before: none, counts: [0, 0, 1, 2] }, { before: none, counts: [0, 0, 0, 1] }])).toBe(200);
  expect(knownSeconds(window, [{ before: of(1), counts: [0, 0, 1, 2] }])).toBe(400);
  expect(knownSeconds(window, [])).toBe(400);
});

test("small differences are per cent, large ones factors", () => {
  expect([against(100, 99), against(120, 100), against(83, 100), against(300, 100), against(1, 10)]).toEqual(["as before", "+20 % against before", "−17 % against before", "× 3.0 against before", "÷ 10 against before"]);
});
