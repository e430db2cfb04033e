import { type Page, type Route } from "playwright-core";
import { describe, expect, inject } from "vitest";
import { request, send, traceId } from "./otlp";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

const API = "**/clew/v1/**";

/** Each page, and what it shows once it has its answer. */
const PAGES: readonly (readonly [name: string, path: string, shown: (page: Page) => Promise<void>])[] = [
  ["home", "/", (page) => page.getByRole("heading", { level: 1, name: /half take/ }).waitFor()],
  ["traces", "/traces", (page) => page.locator("[data-row]").first().waitFor()],
  ["trace", `/trace/${traceId(70)}`, (page) => page.getByRole("treeitem", { name: /asked slowly/ }).waitFor()],
  ["services", "/services", (page) => page.getByRole("table", { name: "Services" }).getByRole("link", { name: "gateway", exact: true }).first().waitFor()],
  ["map", "/services?view=map", (page) => page.getByRole("region", { name: "Map of services" }).locator("svg").first().waitFor()],
  ["logs", "/logs", (page) => page.getByRole("region", { name: "Lines, newest first" }).waitFor()],
  ["sql", "/sql?q=SELECT+count(*)+AS+n+FROM+spans", (page) => page.getByRole("heading", { level: 1, name: /^n: \d/ }).waitFor()],
  ["instrumentation", "/health", (page) => page.getByText(/Nothing found by/).waitFor()],
  ["pipelines", "/pipelines", (page) => page.getByRole("heading", { level: 1, name: "No configuration runs" }).waitFor()],
];

const later = (millis: number) => new Promise((done) => setTimeout(done, millis));

/** Sends the trace that the page of one trace is walked with. */
async function prepared(): Promise<void> {
  await send(inject("otlp"), request(70, "gateway", [{ id: 0, name: "asked slowly", startMs: Date.now() - 60_000, millis: 30 }]));
}

describe.each(PAGES)("%s", (name, path, shown) => {
  journey("a slow server: progress with Cancel after a second, then the answer", async (page) => {
    await prepared();
    const slow = async (route: Route) => {
      await later(8_000);
      await route.continue().catch(() => undefined);
    };
    await page.route(API, slow);
    await page.goto(path);
    await page.locator(".skeleton").first().waitFor();
    await page.locator(".waiting", { hasText: /, [1-6] s …/ }).first().waitFor();
    const cancel = page.getByRole("button", { name: "Cancel", exact: true });
    expect(await cancel.count()).toBeGreaterThan(0);
    await expectFair(page);
    while ((await cancel.count()) > 0) await cancel.first().click({ timeout: 1_000 }).catch(() => undefined);
    await page.getByText("Cancelled.").first().waitFor();
    await page.unroute(API, slow);
    const again = page.getByRole("button", { name: "Ask again" });
    while ((await again.count()) > 0) await again.first().click({ timeout: 1_000 }).catch(() => undefined);
    await shown(page);
  });

  journey("a failing server: says so in place, and recovers by itself", async (page) => {
    await prepared();
    const failing = (route: Route) => route.fulfill({ status: 503, body: "too many questions at a time, try again later\n" });
    await page.route(API, failing);
    await page.goto(path);
    await page.getByRole("alert").filter({ hasText: "too many questions at a time" }).first().waitFor();
    expect(await page.getByText("Asked again by itself").count()).toBeGreaterThan(0);
    await later(1_000);
    expect(await page.getByRole("alert").count()).toBeGreaterThan(0);
    await page.unroute(API, failing);
    await shown(page);
    await expect.poll(() => page.getByRole("alert").count(), { timeout: 20_000 }).toBe(0);
  });

  journey("a server that is away: says so, keeps what is shown, and recovers by itself", async (page) => {
    await prepared();
    await page.goto(path);
    await shown(page);
    await page.context().setOffline(true);
    await page.keyboard.press("r");
    // What a trace or a statement over all time shows does not age: it asks nothing anew.
    if (name !== "trace" && name !== "sql") await page.getByText("The server is away. Trying again").waitFor();
    await shown(page);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("The server is away. Trying again").count(), { timeout: 20_000 }).toBe(0);
    await expect.poll(() => page.locator(".stale, [role=alert]").count(), { timeout: 20_000 }).toBe(0);
    await shown(page);
  });

  journey("a server that is away when the page is opened: the page opens when it is back", async (page) => {
    await prepared();
    await page.goto("/nonsense");
    await page.getByText("There is no such page").waitFor();
    await page.context().setOffline(true);
    await page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await page.getByText("The server is away. Trying again").waitFor();
    await page.context().setOffline(false);
    await shown(page);
    await expect.poll(() => page.getByText("The server is away. Trying again").count(), { timeout: 20_000 }).toBe(0);
  });
});
