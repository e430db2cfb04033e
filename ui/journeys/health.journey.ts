import { beforeAll, expect, inject } from "vitest";
import { request, send } from "./otlp";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

beforeAll(async () => {
  if (!inject("http")) return;
  const startMs = Date.now() - 120_000;
  await send(inject("otlp"), request(90, "health-front", [{ id: 0, name: "GET /users/12345", startMs, millis: 100, attributes: { "http.method": "GET" }, dropped: 3 }, { id: 9, parent: 0, name: "ask", startMs, millis: 4, kind: 3, attributes: { "peer.service": "health-silent" } }]));
  await send(inject("otlp"), request(90, "health-back", [
    { id: 1, parent: 0, name: "early", startMs: startMs - 7, millis: 20 },
    { id: 2, parent: 77, name: "orphan", startMs, millis: 5 },
    { id: 3, parent: 1, name: " ", startMs, millis: 0, isError: true },
  ]));
  await send(inject("otlp"), request(90, "<b>health</b>", [{ id: 4, name: "second root", startMs: startMs + 1, millis: 5 }]));
});

journey("findings say what to do and lead to an example and to all of them", async (page) => {
  await page.goto("/health?t=15m");
  await page.getByRole("heading", { level: 1, name: /services? needs? a hand; most pressing/ }).waitFor();
  await page.getByText(/Nothing found by/).waitFor();
  const skew = page.getByRole("region", { name: "Begins before its caller" });
  expect(await skew.getByRole("row").filter({ hasText: "health-back" }).textContent()).toContain("7 ms");
  for (const name of ["Called by a span that is not here", "Span without a name", "Takes no time at all", "Fails without saying why"]) {
    await page.getByRole("region", { name }).getByText("health-back").waitFor();
  }
  for (const name of ["Id in the name of a span", "HTTP attributes of the old generation", "Answer without a status code", "Attributes dropped by the sender", "Events dropped by the sender", "Links dropped by the sender"]) {
    await page.getByRole("region", { name }).getByText("health-front").waitFor();
  }
  await page.getByRole("region", { name: "Called, but sends no spans" }).getByText("health-silent").waitFor();
  // What was sent a moment ago was not there in the quarter of an hour before.
  await page.getByText(/Against the window before: \d+ new/).waitFor();
  await skew.getByText("▲ new").first().waitFor();
  await page.getByRole("region", { name: "Trace with several roots" }).getByText("<b>health</b>").waitFor();
  await expectFair(page);

  await skew.getByRole("row").filter({ hasText: "health-back" }).getByRole("link", { name: "An example" }).click();
  await page.waitForURL(/\/trace\/.*span=/);
  await page.getByRole("complementary", { name: "Span" }).waitFor();
  await page.goBack();
  await skew.waitFor();
});

journey("every list of findings is answered in SQL", async (page) => {
  await page.goto("/health?t=15m");
  await page.getByText(/Nothing found by/).waitFor();
  const links = await page.getByRole("link", { name: "All in SQL" }).all();
  const addresses = new Set(await Promise.all(links.map((link) => link.getAttribute("href"))));
  expect(addresses.size).toBeGreaterThan(6);
  for (const address of addresses) {
    await page.goto(address!);
    await page.getByText(/rows? · /).waitFor();
    expect(await page.getByRole("button", { name: "Row 1 in full" }).count()).toBe(1);
  }
  expect(page.errors).toEqual([]);
});

journey("dark, and narrow as a phone", async (page) => {
  await page.goto("/health?t=15m");
  await page.getByText(/Nothing found by/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });
