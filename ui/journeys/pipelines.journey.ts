import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { request, send, traceId } from "./otlp";
import { freePort, Server } from "./server";
import { expectFair, journey, type Walk, withBrowser } from "./walk";

withBrowser();

const SECRET = "a-token-that-must-not-be-told";

/** Samples logins, counts them, and sends them to where nobody listens. */
function configuration(otlp: number, nobody: number): string {
  return `
receivers:
  otlp: {protocols: {http: {endpoint: '127.0.0.1:${otlp}'}}}
processors:
  filter: {error_mode: silent, traces: {span: ['attributes["noise"] == "yes"']}}
  tail_sampling:
    decision_wait: 1s
    policies:
      - {name: auth-failures-always, type: string_attribute, string_attribute: {key: auth.result, values: [failure]}}
      - {name: sample-success, type: probabilistic, probabilistic: {sampling_percentage: 50}}
connectors:
  spanmetrics: {namespace: logins, metrics_flush_interval: 1s, aggregation_cardinality_limit: 8, dimensions: [{name: net.peer.ip}]}
exporters:
  otlphttp/away: {endpoint: 'http://127.0.0.1:${nobody}', headers: {authorization: ${SECRET}}, retry_on_failure: {initial_interval: 1s}}
service:
  pipelines:
    traces/logins: {receivers: [otlp], processors: [filter, tail_sampling], exporters: [otlphttp/away]}
    traces/counted: {receivers: [otlp], processors: [filter], exporters: [spanmetrics]}
    metrics: {receivers: [spanmetrics], exporters: [otlphttp/away]}
`;
}

let server: Server | null = null;
let folder = "";

beforeAll(async () => {
  if (!inject("http")) return;
  folder = mkdtempSync(join(tmpdir(), "clew-journey-config-"));
  const otlp = await freePort();
  const file = join(folder, "collector.yaml");
  writeFileSync(file, configuration(otlp, await freePort()));
  server = await Server.start("serve", "--config", file);
  for (let trace = 200; trace < 240; trace++) {
    const isFailed = trace % 8 === 0;
    await send(`http://127.0.0.1:${otlp}`, request(trace, "gateway", [
      { id: 0, name: "POST /login", startMs: Date.now() - 500, millis: 40, isError: isFailed, attributes: { "auth.result": isFailed ? "failure" : "success", "net.peer.ip": `198.51.100.${trace}` } },
      { id: 1, parent: 0, name: "verify", startMs: Date.now() - 490, millis: 20 },
    ]));
  }
});

afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens the page and waits until all traces are decided on. */
async function opened(page: Walk): Promise<void> {
  await page.goto(`${server!.http}/pipelines?t=15m`);
  await page.getByRole("heading", { level: 1, name: /^3 pipelines run; .* of traces kept, mostly by .*; .*$/ }).waitFor();
  await page.getByRole("region", { name: "Warnings" }).getByText(/otlphttp\/away cannot deliver/).waitFor();
  await page.getByRole("region", { name: "Warnings" }).getByText(/most likely for net\.peer\.ip/).first().waitFor();
}

journey("the pipelines say what they keep, what waits and what is wrong, and lead on", async (page) => {
  await opened(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Pipelines" }).waitFor();
  const stages = page.getByRole("group", { name: /stages from receivers to exporters/ });
  for (const name of ["otlp", "filter", "tail_sampling", "spanmetrics", "otlphttp/away", "Clew's store"]) {
    expect(await stages.getByRole("link", { name: new RegExp(name) }).count()).toBeGreaterThan(0);
  }
  expect(await stages.getByRole("link", { name: /tail_sampling/ }).textContent()).toContain("80 rows");
  await expectFair(page);

  const decisions = page.getByRole("region", { name: /^Decisions of traces\/logins\/tail_sampling/ });
  await decisions.getByText("5 of 40 traces kept, 12.5 %").waitFor();
  const failures = decisions.getByRole("row").filter({ hasText: "auth-failures-always" });
  expect((await failures.getByRole("cell").allTextContents()).slice(1, 2)).toEqual(["5"]);
  expect(await page.content()).not.toContain(SECRET);

  await stages.getByRole("link", { name: /tail_sampling/ }).click();
  await page.getByRole("region", { name: "Numbers of traces/logins/tail_sampling" }).getByText("new trace id received").waitFor();
  await page.goBack();
  await expect.poll(() => page.getByRole("region", { name: /^Numbers of/ }).count()).toBe(0);

  await failures.getByRole("link", { name: "auth-failures-always" }).click();
  await page.getByRole("heading", { level: 1, name: /5 traces/ }).waitFor();
  await page.getByText("kept by auth-failures-always").first().waitFor();
  await page.goto(`${server!.http}/trace/${traceId(200)}`);
  await page.getByText("Kept by auth-failures-always").waitFor();
  await page.getByText("stands for itself alone").waitFor();
  await expectFair(page);
});

journey("the page is found and walked by keys alone", async (page) => {
  await page.goto(`${server!.http}/traces?t=15m`);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Pipelines" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("heading", { level: 1, name: /^3 pipelines run/ }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/stage=/);
  await page.getByRole("region", { name: /^Numbers of/ }).waitFor();
});

journey("an exporter that cannot deliver stands on the page of the instrumentation", async (page) => {
  await page.goto(`${server!.http}/health?t=15m`);
  const queues = page.getByRole("region", { name: "Exporters of Clew hold back" });
  await queues.getByText("otlphttp/away").first().waitFor();
  await queues.getByRole("link", { name: "Look at its queue" }).click();
  await page.waitForURL(/\/pipelines\?.*stage=exporter/);
});

journey("dark, and narrow as a phone", async (page) => {
  await opened(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });

journey("a server without a configuration has no such page in its navigation", async (page) => {
  await page.goto("/traces");
  await page.locator("[data-row]").first().waitFor();
  expect(await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Pipelines" }).count()).toBe(0);
  await page.goto("/pipelines");
  await page.getByRole("heading", { level: 1, name: "No configuration runs" }).waitFor();
  await expectFair(page);
});
