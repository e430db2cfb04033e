import { expect, test } from "vitest";
import { trendOf } from "./trend";

test("what was not there before is new", () => {
  expect(trendOf({ many: 1, of: 10 }, null)).toBe("new");
  expect(trendOf({ many: 1, of: 10 }, { many: 0, of: 10 })).toBe("new");
});

test("shares are compared, not numbers", () => {
  expect(trendOf({ many: 100, of: 1_000 }, { many: 10, of: 100 })).toBe("same");
  expect(trendOf({ many: 100, of: 1_000 }, { many: 5, of: 100 })).toBe("worse");
  expect(trendOf({ many: 100, of: 1_000 }, { many: 50, of: 100 })).toBe("better");
});

test("one more of few is no trend", () => {
  expect(trendOf({ many: 1, of: 10 }, { many: 1, of: 100 })).toBe("same");
});
