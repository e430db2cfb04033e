import { expect } from "vitest";
import { request } from "./otlp";
import { Server } from "./server";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

journey("home says how logins are, and each figure leads to its traces", async (page) => {
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: /ogins.* \/s.*half take/ }).waitFor();
  await page.getByRole("img", { name: /^Logins over time/ }).locator("canvas").waitFor();
  await page.getByRole("region", { name: "Clew itself" }).getByText(/Spans in/).waitFor();
  await page.getByRole("region", { name: "Newest errors" }).locator("[data-row]").first().waitFor();
  await expectFair(page);

  await page.getByRole("link", { name: "Failed logins" }).click();
  await page.waitForURL(/\/traces\?/);
  expect(decodeURIComponent(page.url())).toContain("LOGIN_ERROR");
  await page.getByRole("heading", { level: 1, name: /traces,/ }).waitFor();
  await page.goBack();
  await page.getByRole("region", { name: "Newest errors" }).locator("[data-row]").first().waitFor();
});

journey("a newest error opens its trace at the span that failed, with the keyboard alone", async (page) => {
  await page.goto("/");
  await page.getByRole("region", { name: "Newest errors" }).locator("[data-row]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/trace\/.*span=/);
  await page.getByRole("complementary", { name: "Span" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.getByRole("region", { name: "Newest errors" }).waitFor();
});

journey("a drag over a plot narrows the time for all", async (page) => {
  await page.goto("/?t=30m");
  const plot = page.getByRole("img", { name: /^Logins over time/ }).locator(".u-over");
  await plot.waitFor();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 40, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/t=\d+-\d+/);
  await page.getByRole("heading", { level: 1, name: /half take/ }).waitFor();
});

journey("dark, and narrow as a phone", async (page) => {
  await page.goto("/");
  await page.getByRole("img", { name: /^Logins over time/ }).locator("canvas").waitFor();
  await page.getByRole("region", { name: "Newest errors" }).locator("[data-row]").first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });

journey("an empty server says how to send data", async (page) => {
  const server = await Server.start("serve");
  try {
    await page.goto(server.http);
    await page.getByRole("region", { name: "How to send data" }).getByText("OTLP over gRPC").waitFor();
    await expectFair(page);
    await page.goto(`${server.http}/services`);
    await page.getByText("No service sent anything in this time").first().waitFor();
    await expectFair(page);
  } finally {
    await server.close();
  }
});

journey("hostile names stay text on home, services and map", async (page) => {
  const server = await Server.start("serve");
  try {
    const service = '<img src=x onerror="alert(1)">\u202e';
    await server.send("traces", request(1, service, [{ id: 0, name: "=1+1\u202e' OR 1=1", startMs: Date.now() - 5_000, millis: 12, isError: true }]));
    for (const path of ["", "services", "services?view=map", `services?service=${encodeURIComponent(service)}`]) {
      await page.goto(`${server.http}/${path}`);
      await expect.poll(() => page.locator("main").textContent(), { timeout: 10_000 }).toMatch(/onerror.*\\u\{202e\}/);
      expect(await page.locator("main img").count()).toBe(0);
      await expectFair(page);
    }
    await page.getByRole("link", { name: /=1\+1/ }).click();
    await page.getByRole("heading", { level: 1, name: /^1 trace,/ }).waitFor();
  } finally {
    await server.close();
  }
});
