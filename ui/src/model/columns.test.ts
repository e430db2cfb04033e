import { expect, test } from "vitest";
import { cellText, chartOf, formatOf, sortedRows, widthsOf } from "./columns";

const TEXT = { name: "service", type: "VARCHAR" };
const TIME = { name: "minute", type: "TIMESTAMP_NS" };
const NUMBER = { name: "p99_ms", type: "DOUBLE" };

test("numbers sort as numbers, also those that only digits hold, and null stands last", () => {
  const rows = [["9223372036854775807"], [2], [null], [10], ["9223372036854775806"]];
  expect(sortedRows(rows, 0, "BIGINT", "asc")).toEqual([1, 3, 4, 0, 2]);
  expect(sortedRows(rows, 0, "BIGINT", "desc")).toEqual([0, 4, 3, 1, 2]);
  expect(sortedRows([["b"], ["a"], ["b"]], 0, "VARCHAR", "desc")).toEqual([0, 2, 1]);
});

test("the unit of a number is in its column's name", () => {
  expect(formatOf("p99_ms")(1_500)).toBe("1.5 s");
  expect(formatOf("duration_nanos")(1_500)).toBe("1.5 µs");
  expect(formatOf("bytes")(2_048)).toBe("2 KiB");
  expect(formatOf("claims")(3)).toBe("3");
});

test("a time, a name and a number are a line for each name", () => {
  const rows = [["2026-11-20T10:01:00Z", "b", 2], ["2026-11-20T10:00:00Z", "a", 5], ["2026-11-20T10:01:00Z", "a", 7]];
  const chart = chartOf([TIME, TEXT, NUMBER], rows);
  expect(chart).toMatchObject({ kind: "series", unit: "p99_ms", left: 0, series: [{ name: "a", values: [5, 7] }, { name: "b", values: [null, 2] }] });
});

test("a name and a number are bars, a lone text is nothing", () => {
  expect(chartOf([TEXT, NUMBER], [["a", 5]])).toEqual({ kind: "bars", unit: "p99_ms", bars: [{ name: "a", value: 5 }], left: 0 });
  expect(chartOf([TEXT], [["a"]])).toBeNull();
  expect(chartOf([TIME, NUMBER], [["2026-11-20T10:01:00Z", 1]])).toBeNull();
});

test("bars show the number by which the rows stand", () => {
  const rows = [["a", 1, 9], ["b", 7, 5], ["c", 3, 5]];
  expect(chartOf([TEXT, { name: "lines", type: "BIGINT" }, { name: "bytes", type: "BIGINT" }], rows)).toMatchObject({ unit: "bytes" });
});

test("widths follow the longest value within bounds", () => {
  expect(widthsOf([TEXT], [["x".repeat(500)]])).toEqual([56]);
  expect(widthsOf([{ name: "n", type: "BIGINT" }], [[1]])).toEqual([6]);
  expect(cellText({ a: 1 })).toBe('{"a":1}');
});
