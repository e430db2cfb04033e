import { expect, test } from "vitest";
import { bind, literal, nanosOf, offsetOf } from "./sql";

const RANGE = { from: 1_700_000_000_000, to: 1_700_000_060_000 };

test("a literal ends where its text ends", () => {
  expect(literal("O'Neill'; DROP TABLE x --")).toBe("'O''Neill''; DROP TABLE x --'");
  expect(literal("a\0'b")).toBe("('a' || chr(0) || '''b')");
});

test("nanoseconds keep all digits", () => {
  expect(nanosOf(1_700_000_000_123.4)).toBe("1700000000123000000");
});

test("the range stands in for its names, but not within texts and comments", () => {
  const bound = bind("SELECT '$from', \"$to\" -- $from\nWHERE t > $from AND t < $to", RANGE);
  expect(bound.text).toBe("SELECT '$from', \"$to\" -- $from\nWHERE t > TIMESTAMP '2023-11-14 22:13:20.000' AND t < TIMESTAMP '2023-11-14 22:14:20.000'");
  expect(bound.isRanged).toBe(true);
  expect(bind("SELECT 1", RANGE).isRanged).toBe(false);
  expect(bind("SELECT $fromage", RANGE).isRanged).toBe(false);
});

test("a place in the bound text is a place in the written one", () => {
  const written = "WHERE t > $from AND nme < $to AND x";
  const bound = bind(written, RANGE);
  expect(bound.back(bound.text.indexOf("nme"))).toBe(written.indexOf("nme"));
  expect(bound.back(bound.text.indexOf("AND x"))).toBe(written.indexOf("AND x"));
  expect(bound.back(bound.text.indexOf("2023"))).toBe(written.indexOf("$from"));
  expect(bound.back(3)).toBe(3);
});

test("lines and characters count from one, characters beyond 16 bits as one", () => {
  expect(offsetOf("a\n😀bc", { line: 2, column: 2 })).toBe(4);
  expect(offsetOf("a", { line: 9, column: 9 })).toBe(1);
});
