import { expect, test } from "vitest";
import { sqlWantedAt } from "./sqlWords";

function at(marked: string) {
  const caret = marked.indexOf("|");
  return sqlWantedAt(marked.replace("|", ""), caret);
}

test("a table is wanted behind FROM and JOIN", () => {
  expect(at("SELECT * FROM |")).toMatchObject({ kind: "table", prefix: "" });
  expect(at("SELECT * FROM sp|")).toMatchObject({ kind: "table", prefix: "sp", from: 14 });
  expect(at("select 1 from spans s join lo| on true")).toMatchObject({ kind: "table", prefix: "lo" });
});

test("a name is wanted where letters are, with the tables of the statement", () => {
  expect(at("SELECT dur| FROM spans")).toMatchObject({ kind: "word", prefix: "dur", from: 7, tables: ["spans"] });
  expect(at("SELECT s.na| FROM spans s, logs")).toMatchObject({ kind: "word", prefix: "na", tables: ["spans", "logs"] });
  expect(at("SELECT 1 WHERE start_time > $f|")).toMatchObject({ prefix: "$f" });
  expect(at("SELECT |")).toMatchObject({ kind: "nothing" });
});

test("a key is wanted in a map", () => {
  expect(at("SELECT attributes['client.a|")).toMatchObject({ kind: "key", map: "attributes", prefix: "client.a", from: 19 });
  expect(at("SELECT resource[ '|'] FROM spans")).toMatchObject({ kind: "key", map: "resource", prefix: "" });
});

test("nothing is wanted in texts and comments", () => {
  expect(at("SELECT 'sp|'")).toMatchObject({ kind: "nothing" });
  expect(at("SELECT 1 -- from sp|")).toMatchObject({ kind: "nothing" });
  expect(at("SELECT 'attributes[''x|")).toMatchObject({ kind: "nothing" });
  expect(at("SELECT 'it''s' -- done\nFROM sp|")).toMatchObject({ kind: "table" });
});

test("no text makes it fail", () => {
  const pieces = ["'", '"', "--", "/*", "*/", "[", "attributes['", " from ", "$", "\n", "é", "\0"];
  for (let seed = 0; seed < 2_000; seed++) {
    const text = Array.from({ length: 6 }, (_, place) => pieces[(seed * 31 + place * 7 + (seed >> place)) % pieces.length]).join("");
    const wanted = sqlWantedAt(text, seed % (text.length + 1));
    expect(wanted.from).toBeLessThanOrEqual(seed % (text.length + 1));
  }
});
