// @vitest-environment happy-dom
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { Failure } from "../api/failure";
import type { Loaded } from "../api/load";
import { Answer } from "./Answer";
import { QueryProblem } from "./QueryProblem";
import { Id, Text } from "./Text";

let box: HTMLElement;

beforeEach(() => {
  box = document.createElement("main");
  document.body.replaceChildren(box);
});

const idle: Loaded<string> = { data: undefined, isStale: true, failure: undefined, isLoading: false, since: 0, isCancelled: false, cancel: () => undefined, retry: () => undefined };

test("markup in text is text, and what cannot be seen is an escape", () => {
  render(<Text value={"<b onclick=x>\u202e"} />, box);
  expect(box.textContent).toBe("<b onclick=x>\\u{202e}");
  expect(box.querySelector("b")).toBeNull();
  expect(box.querySelector(".escape")?.textContent).toBe("\\u{202e}");
});

test("long text is cut with a count", () => {
  render(<Text value={"a".repeat(1_000_000)} max={10} />, box);
  expect(box.textContent).toBe("aaaaaaaaaa … 999,990 more characters");
});

test("an id is short to see and whole to hear", () => {
  render(<Id value="731bb08f90ffe3834fd405ecc02761ad" />, box);
  expect(box.querySelector("button")?.getAttribute("aria-label")).toBe("731b…61ad, copy 731bb08f90ffe3834fd405ecc02761ad");
});

test("while an answer loads there is a skeleton, and the one before stays, greyed", () => {
  render(<Answer of={{ ...idle, isLoading: true }} doing="Counting">{(data) => data}</Answer>, box);
  expect(box.querySelector(".skeleton")).not.toBeNull();
  render(<Answer of={{ ...idle, isLoading: true, data: "before" }} doing="Counting">{(data) => data}</Answer>, box);
  expect(box.querySelector(".skeleton")).toBeNull();
  expect(box.querySelector(".stale")?.textContent).toBe("before");
});

test("a failure stands in place and can be tried again", () => {
  let tries = 0;
  render(<Answer of={{ ...idle, failure: new Failure("broken", "no disk"), retry: () => tries++ }} doing="Counting">{(data) => data}</Answer>, box);
  expect(box.querySelector("[role=alert]")?.textContent).toContain("no disk");
  box.querySelector("button")!.click();
  expect(tries).toBe(1);
});

test("an error is marked under its character", () => {
  render(<QueryProblem text="{ name == 1 }" failure={new Failure("refused", "parse error at line 1, col 9: found `=`")} />, box);
  expect(box.querySelector("pre")?.textContent).toBe("{ name == 1 }\n        ^");
});
