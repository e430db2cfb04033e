import { describe, expect, test } from "vitest";
import { csv } from "./csv";
import { bytes, count, duration, percent, rate, shortId } from "./format";
import { cutTo, pieces, visible } from "./text";
import { nanosToMillis, parseRange, rangeLabel, rangeText, resolve, utcOfNanos } from "./time";

describe("numbers", () => {
  test("durations have three significant digits and a unit", () => {
    expect([0, 1, 999, 1_520_000, 999_999, 12_345_678_900, 99_700_000_000, 134_000_000_000, 11_100_000_000_000].map(duration)).toEqual([
      "0 ns", "1 ns", "999 ns", "1.52 ms", "1 ms", "12.3 s", "1 m 40 s", "2 m 14 s", "3 h 5 m",
    ]);
  });
  test("counts are exact while short", () => {
    expect([0, 9_214, 12_345, 999_999, 1_000_000].map(count)).toEqual(["0", "9,214", "12.3 k", "1 M", "1 M"]);
  });
  test("small shares never read as zero", () => {
    expect([0, 0.00001, 0.0123, 0.61, 1].map(percent)).toEqual(["0 %", "< 0.1 %", "1.23 %", "61 %", "100 %"]);
  });
  test("rates and bytes have units", () => {
    expect([rate(0.01), rate(12.34), bytes(1_536)]).toEqual(["0.6 /min", "12.3 /s", "1.5 KiB"]);
  });
  test("ids are shortened in the middle", () => {
    expect(shortId("731bb08f90ffe3834fd405ecc02761ad")).toBe("731b…61ad");
  });
});

describe("time", () => {
  test("ranges survive their text", () => {
    for (const text of ["5m", "90s", "1d", "7d", "1700000000000-1700003600000"]) {
      expect(rangeText(parseRange(text)!)).toBe(text);
    }
  });
  test("nonsense is no range", () => {
    expect(["", "0m", "-5m", "5-4", "1h1m", "now"].map(parseRange)).toEqual([null, null, null, null, null, null]);
  });
  test("relative ranges end now", () => {
    expect(resolve(parseRange("1m")!, 100_000)).toEqual({ from: 40_000, to: 100_000 });
    expect(rangeLabel(parseRange("15m")!)).toBe("Last 15 min");
  });
  test("nanoseconds keep their digits", () => {
    expect(utcOfNanos("1700000000123456789")).toBe("2023-11-14T22:13:20.123456789Z");
    expect(nanosToMillis("1700000000123456789")).toBeCloseTo(1_700_000_000_123.4568, 3);
  });
});

describe("hostile text", () => {
  test("what cannot be seen is shown as an escape", () => {
    expect(visible("user\u202Egnp.exe\0\n")).toBe("user\\u{202e}gnp.exe\\0\\n");
    expect(pieces("a\u200bb").map((piece) => piece.isEscape)).toEqual([false, true, false]);
  });
  test("markup stays text", () => {
    expect(visible("<img onerror=alert(1)>")).toBe("<img onerror=alert(1)>");
  });
  test("a cut never splits a character and counts what is left", () => {
    expect(cutTo("ab😀cd", 3)).toEqual({ shown: "ab", left: 4 });
    expect(cutTo("abc", 3)).toEqual({ shown: "abc", left: 0 });
  });
  test("a formula in CSV is text, a number stays a number", () => {
    expect(csv([["=1+1", "-5", "@x", 'a"b', null, { a: 1 }]])).toBe('"\'=1+1","-5","\'@x","a""b","","{""a"":1}"\r\n');
  });
});
