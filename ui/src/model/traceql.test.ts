import { expect, test } from "vitest";
import { has, languageOf, narrowed, quoted, wantedAt, widened, wordsQuery } from "./traceql";

function at(text: string) {
  const caret = text.indexOf("¦");
  return wantedAt(text.replace("¦", ""), caret);
}

test("a field is wanted after a brace and after a connector", () => {
  expect(at("{ ¦").kind).toBe("field");
  expect(at("{ na¦ }")).toEqual({ kind: "field", prefix: "na", from: 2, to: 4 });
  expect(at('{ name = "a" && resource.se¦')).toMatchObject({ kind: "field", prefix: "resource.se" });
});

test("a value is wanted after a comparison, and knows its field", () => {
  expect(at("{ status = ¦")).toMatchObject({ kind: "value", field: "status", prefix: "" });
  expect(at('{ span.http.route =~ "/lo¦')).toMatchObject({ kind: "value", field: "span.http.route", prefix: '"/lo' });
});

test("operators, connectors, stages and the start have their turn", () => {
  expect(at("{ name ¦").kind).toBe("operator");
  expect(at('{ name = "x" ¦').kind).toBe("connector");
  expect(at("{ } | ¦").kind).toBe("stage");
  expect(at("¦").kind).toBe("start");
});

test("no text makes it fail", () => {
  const letters = ['{', '}', '"', "`", "&&", "=", "na", " ", "(", ")", "|", "\\", "😀", "!", "~"];
  let seed = 7;
  for (let round = 0; round < 500; round++) {
    let text = "";
    for (let length = 0; length < 12; length++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      text += letters[seed % letters.length];
    }
    for (let caret = 0; caret <= text.length; caret++) {
      const wanted = wantedAt(text, caret);
      expect(wanted.from).toBeLessThanOrEqual(caret);
      expect(wanted.to).toBeGreaterThanOrEqual(wanted.from);
    }
  }
});

test("the language is told from the text", () => {
  expect(["{ }", "", "select 1", "731bb08f90ffe3834fd405ecc02761ad", "login failed"].map(languageOf)).toEqual(["TraceQL", "TraceQL", "SQL", "trace id", "words"]);
  expect(wordsQuery("a.b")).toBe('{ name =~ "(?i).*a\\\\.b.*" }');
});

test("conditions are added once and taken out again", () => {
  expect(narrowed("", "status = error")).toBe("{ status = error }");
  expect(narrowed('{ name = "a && b" }', "status = error")).toBe('{ name = "a && b" && status = error }');
  expect(narrowed("{ status = error }", "status = error")).toBe("{ status = error }");
  expect(narrowed("{ a = 1 || b = 2 }", "c = 3")).toBe("{ (a = 1 || b = 2) && c = 3 }");
  expect(narrowed("{ a = 1 } >> { b = 2 }", "c = 3")).toBe("({ a = 1 } >> { b = 2 }) && { c = 3 }");
  expect(widened('{ name = "a && b" && status = error }', 'name = "a && b"')).toBe("{ status = error }");
  expect(widened("{ status = error }", "status = error")).toBe("");
  expect(has("{ a = 1 && status = error }", "status = error")).toBe(true);
});

test("quotes within text are escaped", () => {
  expect(quoted('a"b\\c\n')).toBe('"a\\"b\\\\c\\n"');
});
