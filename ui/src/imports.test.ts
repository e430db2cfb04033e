import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;
const files = (readdirSync(root, { recursive: true }) as string[])
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /\.(tsx?|css)$/.test(name) && statSync(join(root, name)).isFile());
const scripts = files.filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."));

/** What a file imports, as paths below `src` for its own, else as package names. */
function imports(name: string): string[] {
  const text = readFileSync(join(root, name), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target]) =>
    target!.startsWith(".") ? relative(root, resolve(root, dirname(name), target!)).replaceAll("\\", "/") : target!,
  );
}

const all = scripts.flatMap((name) => imports(name).map((target) => ({ name, target })));

function breaking(isBroken: (edge: { name: string; target: string }) => boolean): string[] {
  return all.filter(isBroken).map(({ name, target }) => `${name} imports ${target}`);
}

function screenOf(path: string): string | null {
  return /^screens\/([^/]+)/.exec(path)?.[1] ?? null;
}

test("files have at most 300 lines", () => {
  expect(files.filter((name) => readFileSync(join(root, name), "utf8").split("\n").length > 301)).toEqual([]);
});

test("the model imports only the model", () => {
  expect(breaking(({ name, target }) => name.startsWith("model/") && !target.startsWith("model/"))).toEqual([]);
});

test("screens do not import each other", () => {
  expect(breaking(({ name, target }) => screenOf(name) !== null && screenOf(target) !== null && screenOf(name) !== screenOf(target))).toEqual([]);
});

test("screens know of the app only where they are and what a page is", () => {
  const open = ["app/location", "app/page", "app/keys", "app/query"];
  expect(breaking(({ name, target }) => screenOf(name) !== null && target.startsWith("app/") && !open.includes(target))).toEqual([]);
});

test("parts and the API know no screen and not the app", () => {
  expect(breaking(({ name, target }) => /^(parts|api)\//.test(name) && /^(screens|app)\//.test(target))).toEqual([]);
});

test("only the API fetches", () => {
  const fetching = scripts.filter((name) => !name.startsWith("api/") && /\bfetch\(|XMLHttpRequest|EventSource|WebSocket/.test(readFileSync(join(root, name), "utf8")));
  expect(fetching).toEqual([]);
});

test("no markup is made from text", () => {
  const dangerous = scripts.filter((name) => /innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|\beval\(/.test(readFileSync(join(root, name), "utf8")));
  expect(dangerous).toEqual([]);
});

test("colours stand in the tokens alone", () => {
  const painted = files.filter((name) => name.endsWith(".css") && !name.endsWith("tokens.css") && /#[0-9a-f]{6}\b/i.test(readFileSync(join(root, name), "utf8")));
  expect(painted).toEqual([]);
});
