import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium as chromiumType, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { chromium } from "./server";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;

/** Declares that this file's journeys share a browser; call once at its top. */
export function withBrowser(): void {
  const executablePath = chromium();
  beforeAll(async () => {
    if (executablePath && inject("http")) browser = await chromiumType.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  afterAll(async () => {
    await browser?.close();
  });
}

/** A walk through the UI on a page of its own. */
export function journey(name: string, walk: (page: Walk) => Promise<void>, options: BrowserContextOptions = {}, timeoutMillis = 60_000): void {
  test.skipIf(!inject("http"))(name, async () => {
    const context = await browser.newContext({ baseURL: inject("http"), viewport: { width: 1280, height: 720 }, ...options });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    try {
      await walk(Object.assign(page, { errors }));
    } finally {
      await context.close();
    }
  }, timeoutMillis);
}

/** A page, and what its console said in red. */
export type Walk = Page & { readonly errors: string[] };

/** Nothing serious for people who use a keyboard or a screen reader, and no error in the console. */
export async function expectFair(page: Walk): Promise<void> {
  // Through the debugger, because the page's own policy forbids strangers' scripts.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 240)}`) }));
  });
  expect(found.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  expect(page.errors).toEqual([]);
}

/** Prints a measurement with its budget, and holds it. */
export function expectWithin(what: string, millis: number, budget: number): void {
  console.info(`budget: ${what} ${Math.round(millis)} ms of ${budget} ms`);
  expect(millis).toBeLessThanOrEqual(budget);
}
