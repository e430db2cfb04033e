import { expect, inject } from "vitest";
import { large, request, send, traceId } from "./otlp";
import { expectFair, expectWithin, journey, type Walk, withBrowser } from "./walk";

withBrowser();

/** Milliseconds from asking for a trace, from another page, to its spans on the screen. */
async function opening(page: Walk, id: string): Promise<number> {
  await page.goto("/trace/0");
  await page.getByText("This trace is not here").waitFor();
  page.errors.length = 0;
  return page.evaluate(async (path) => {
    const began = performance.now();
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
    while (!document.querySelector(".waterfall-row")) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, `/trace/${id}`);
}

/** The slowest of sixty frames while the spans scroll by. */
async function scrolling(page: Walk): Promise<number> {
  return page.evaluate(async () => {
    const rows = document.querySelector(".waterfall-rows")!;
    const gaps: number[] = [];
    let before = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 60; frame++) {
      rows.scrollTop += 173;
      const now = await new Promise<number>(requestAnimationFrame);
      gaps.push(now - before);
      before = now;
    }
    return gaps.sort((a, b) => a - b)[53]!;
  });
}

for (const [number, size, budget] of [[1, 10_000, 300], [2, 100_000, 1_500]] as const) {
  journey(`a trace of ${size} spans opens within ${budget} ms`, async (page) => {
    for (const body of large(number, size)) await send(inject("otlp"), body);
    await opening(page, traceId(number));
    const took = Math.min(await opening(page, traceId(number)), await opening(page, traceId(number)));
    console.info(`budget: 9 of 10 frames while scrolling ${size} spans within ${(await scrolling(page)).toFixed(1)} ms`);
    await expectFair(page);
    expectWithin(`opening ${size} spans`, took, budget);
  });
}

journey("repeated spans are one line until they are opened", async (page) => {
  const startMs = Date.now() - 30_000;
  const spans = Array.from({ length: 241 }, (_, at) => ({ id: at, ...(at > 0 ? { parent: 0 } : {}), name: at === 0 ? "GET /permissions" : "SELECT permission", startMs: startMs + at * 8, millis: at === 0 ? 2_000 : 7.5 }));
  await send(inject("otlp"), request(3, "authz", spans));
  await page.goto(`/trace/${traceId(3)}`);
  const line = page.getByRole("treeitem", { name: /× 240 SELECT permission, 1.8 s/ });
  await line.waitFor();
  expect(await page.getByRole("treeitem").count()).toBe(2);
  await expectFair(page);
  await line.click();
  await expect.poll(() => page.getByRole("treeitem").count()).toBeGreaterThan(10);
});

journey("hostile names stay text", async (page) => {
  const startMs = Date.now() - 20_000;
  const name = '<img src=x onerror="window.broken=1">\u202egnp.exe\u0000';
  const spans = [{ id: 0, name, startMs, millis: 40, attributes: { "=cmd|' /C calc'!A0": "@SUM(1+1)", large: "a".repeat(1_000_000), bidi: "\u2066abc\u2069\u200b" } }];
  await send(inject("otlp"), request(4, "<script>alert(1)</script>", spans));
  await page.goto(`/trace/${traceId(4)}?span=0000000000000001`);
  const panel = page.getByRole("complementary", { name: "Span" });
  await panel.getByText("more characters").first().waitFor();
  expect(await panel.getByText("\\u{202e}").count()).toBeGreaterThan(0);
  expect(await page.evaluate(() => ({ broken: (window as unknown as { broken?: number }).broken, images: document.images.length }))).toEqual({ broken: undefined, images: 0 });
  await expectFair(page);
});

journey("a trace that is not there yet appears when it arrives", async (page) => {
  await page.goto(`/trace/${traceId(5)}`);
  await page.getByText("It may still be arriving").waitFor();
  await send(inject("otlp"), request(5, "late", [{ id: 0, name: "late", startMs: Date.now() - 10_000, millis: 5 }]));
  await page.getByRole("treeitem", { name: /late/ }).waitFor();
});

journey("the flame and the table tell the same trace", async (page) => {
  await page.goto("/traces");
  await page.locator("[data-row]").first().click();
  await page.getByRole("tree", { name: "Spans" }).waitFor();
  await page.getByRole("radio", { name: "Flame" }).click();
  await page.getByRole("img", { name: /Flame graph/ }).waitFor();
  await expectFair(page);
  await page.getByRole("radio", { name: "Table" }).click();
  await page.getByRole("columnheader", { name: "On critical path" }).waitFor();
  await expectFair(page);
});

journey("the way through a queue, what a span can save, and what slack another has", async (page) => {
  const startMs = Date.now() - 25_000;
  const spans = [
    { id: 0, name: "POST /login", startMs, millis: 100 },
    { id: 1, parent: 0, name: "verify", startMs: startMs + 10, millis: 60, kind: 1 },
    { id: 2, parent: 0, name: "look up", startMs: startMs + 20, millis: 30, kind: 1 },
    { id: 3, parent: 0, name: "publish audit", startMs: startMs + 80, millis: 5, kind: 4 },
    { id: 4, name: "process audit", startMs: startMs + 1_085, millis: 200, kind: 5, links: [3] },
  ];
  await send(inject("otlp"), request(6, "gateway", spans));
  await page.goto(`/trace/${traceId(6)}`);
  const way = page.locator(".transaction");
  await way.getByText(/With its queues 1\.2[89] s/).waitFor();
  expect(await way.textContent()).toMatch(/85 ms until publish audit.*1 s waiting.*200 ms in process audit/);
  const panel = page.getByRole("complementary", { name: "Span" });
  await page.getByRole("treeitem", { name: /verify/ }).click();
  await panel.getByText("Can save").waitFor();
  expect(await panel.locator(".figures").textContent()).toContain("Can save20 ms");
  await page.getByRole("treeitem", { name: /look up/ }).click();
  await panel.getByText("Slack").waitFor();
  expect(await panel.locator(".figures").textContent()).toContain("Slack20 ms");
  await expectFair(page);
});
