import { expect, test } from "vitest";
import { conditions, parseFilter, quotedTerm, withTerm } from "./logFilter";

function sql(text: string): string {
  const parsed = parseFilter(text);
  return "terms" in parsed ? conditions(parsed.terms) : `${parsed.problem} at ${parsed.at}`;
}

test("words and phrases are looked for in the text", () => {
  expect(sql("Login \"it's bad\"")).toBe(" AND (contains(lower(body), lower('Login'))) AND (contains(lower(body), lower('it''s bad')))");
  expect(sql("-timeout")).toBe(" AND NOT coalesce(contains(lower(body), lower('timeout')), false)");
});

test("services, traces and events are compared whole", () => {
  expect(sql('service:"my svc" -event:logout trace:ABC')).toBe(" AND (service = 'my svc') AND NOT coalesce(event_name = 'logout', false) AND (trace_id = 'abc')");
});

test("levels are exact or at least", () => {
  expect(sql("level:error")).toMatch(/ELSE 0 END END = 5\)$/);
  expect(sql("level>=WARN")).toMatch(/>= 4\)$/);
  expect(sql("level:loud")).toContain("levels are none, trace");
});

test("attributes are looked for in the record and in its resource", () => {
  expect(sql("http.route=/login")).toBe(" AND (attributes['http.route'] = '/login' OR resource['http.route'] = '/login')");
  expect(sql("user.id!=\"a b\"")).toContain("NOT coalesce(attributes['user.id'] = 'a b'");
  expect(sql("user.id=*")).toContain("attributes['user.id'] IS NOT NULL OR resource['user.id'] IS NOT NULL");
  expect(sql('user.id="*"')).toContain("attributes['user.id'] = '*'");
});

test("other words with a colon are text", () => {
  expect(sql("java.lang:boom")).toBe(" AND (contains(lower(body), lower('java.lang:boom')))");
});

test("a quote that is not closed is told with its place", () => {
  expect(sql('a "b')).toBe("the quote is not closed at 2");
  expect(sql('service:"a"b')).toContain("at 11");
  expect(sql("a>=3")).toContain("only level");
});

test("hostile values come back as they were, and stay within their literal", () => {
  for (const value of ["'; DROP TABLE logs; --", 'a"b\\c', "-x", "*", "a=b", "\u202e", "x y"]) {
    const parsed = parseFilter(`user=${quotedTerm(value)}`);
    expect(parsed).toEqual({ terms: [{ kind: "attribute", key: "user", value, isNot: false }] });
  }
});

test("a term takes the place of its like", () => {
  expect(withTerm('service:"a b" boom', /^service:/, "service:c")).toBe("boom service:c");
  expect(withTerm("level>=warn x", /^level[:>]/, "")).toBe("x");
});
