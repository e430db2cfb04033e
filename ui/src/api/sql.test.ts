import { afterEach, expect, test, vi } from "vitest";
import { findLogs } from "./logs";
import { cells, runSql } from "./sql";

const abort = new AbortController().signal;
const asked: { sql: string; maxRows: number }[] = [];

function answering(body: string): void {
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    asked.push(JSON.parse(String(request.body)) as (typeof asked)[number]);
    return new Response(body);
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

test("whole numbers beyond what a number holds keep their digits, where the browser tells them", async () => {
  answering('{"columns":[{"name":"n","type":"BIGINT"},{"name":"s","type":"VARCHAR"}],"rows":[[1795181652471374524,"1795181652471374524"],[12,null]],"isTruncated":false}');
  const table = await runSql("SELECT 1", 10, abort);
  expect(cells(table)[1]).toEqual({ n: 12, s: null });
  expect(table.rows[0]![1]).toBe("1795181652471374524");
  expect(["1795181652471374524", 1795181652471374524]).toContain(table.rows[0]![0]);
});

test("an answer of another shape is told by its field", async () => {
  answering('{"columns":[{"name":"n"}],"rows":[],"isTruncated":false}');
  await expect(runSql("SELECT 1", 10, abort)).rejects.toThrow("the answer.columns[0].type is not text");
  answering("<html>");
  await expect(runSql("SELECT 1", 10, abort)).rejects.toThrow("not JSON");
});

test("values of a filter and cursors go into a statement as literals and digits only", async () => {
  answering('{"columns":[],"rows":[],"isTruncated":false}');
  const question = { terms: [{ kind: "service", value: "x' OR 1=1 --", isNot: false }] as const, from: 1_000, to: 2_000 };
  await findLogs(question, { isOlder: true, nanos: "1500000000", passed: 2 }, 10, abort);
  expect(asked[0]!.sql).toContain("service = 'x'' OR 1=1 --'");
  expect(asked[0]!.sql).toMatch(/time_nanos <= 1500000000 ORDER BY .* LIMIT 10 OFFSET 2\)/);
  await expect(findLogs(question, { isOlder: true, nanos: "1; DROP", passed: 0 }, 10, abort)).rejects.toThrow("not a time");
});
