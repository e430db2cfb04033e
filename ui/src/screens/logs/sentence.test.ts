import { expect, test } from "vitest";
import { LEVELS } from "../../model/logFilter";
import { answerOf } from "./sentence";

function counted(errors: number, infos: number, services: { service: string; lines: number; errors: number }[]) {
  const counts = LEVELS.map((name) => [name === "error" ? errors : name === "info" ? infos : 0]);
  return { columns: 1, counts, total: errors + infos, services };
}

test("the answer says how many, how many failed, and where most of it is", () => {
  const services = [{ service: "back", lines: 30, errors: 3 }, { service: "front", lines: 70, errors: 1 }];
  expect(answerOf(counted(4, 96, services), false)).toBe("100 lines from 2 services, 4 errors (4 %), 75 % of them from back");
  expect(answerOf(counted(0, 96, services), false)).toBe("96 lines from 2 services, no errors");
  expect(answerOf(counted(1, 0, [{ service: "a\u202eb", lines: 1, errors: 1 }]), false)).toBe("1 line from a\\u{202e}b, 1 error (100 %)");
});

test("without errors the warnings count", () => {
  const data = counted(0, 1, [{ service: "login", lines: 4, errors: 0 }]);
  const counts = data.counts.map((columns, level) => (LEVELS[level] === "warn" ? [3] : columns));
  expect(answerOf({ ...data, counts, total: 4 }, false)).toBe("4 lines from login, no errors, 3 warnings (75 %)");
});

test("nothing found is told apart from nothing there", () => {
  expect(answerOf(counted(0, 0, []), false)).toBe("No log records in this time");
  expect(answerOf(counted(0, 0, []), true)).toBe("No line matches the filter in this time");
});
