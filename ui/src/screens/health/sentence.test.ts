import { expect, test } from "vitest";
import { RULES, SPAN_RULES } from "../../model/findings";
import { answerOf } from "./sentence";

const EXAMINED = { findings: [], spans: 1_000, services: 3 };

function found(id: string, service: string, many: number) {
  return { rule: RULES.find((rule) => rule.id === id)!, service, many, of: 200, nanos: null, traceId: "", spanId: "" };
}

test("the answer names what is most pressing", () => {
  const findings = [found("old_http", "front", 200), found("lost_caller", "back", 20), found("skew", "back", 90)];
  expect(answerOf(EXAMINED, findings, true)).toBe("1 of 3 services needs a hand; most pressing: called by a span that is not here (10 % of the spans of back)");
});

test("a service that sends nothing counts among the services, and its calls are told", () => {
  expect(answerOf(EXAMINED, [found("silent_service", "ldap", 12)], true)).toBe("1 of 4 services needs a hand; most pressing: called, but sends no spans (12 calls of ldap)");
});

test("a service without a name is counted, not named", () => {
  expect(answerOf(EXAMINED, [found("unknown_service", "", 7)], true)).toContain("service without a name (7 spans)");
});

test("what only hides detail is said calmly, nothing is sound only when all is checked", () => {
  expect(answerOf(EXAMINED, [found("old_http", "front", 200)], true)).toBe("Traces are whole; 1 habit of the instrumentation hides detail");
  expect(answerOf(EXAMINED, [], false)).toBe("Nothing wrong so far");
  expect(answerOf(EXAMINED, [], true)).toBe("Instrumentation is sound: nothing wrong in 1,000 spans of 3 services");
});

test("ids of rules are names of columns, each once", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  expect(SPAN_RULES.every(({ id }) => /^[a-z_]+$/.test(id))).toBe(true);
});
