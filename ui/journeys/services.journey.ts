import { expect } from "vitest";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

journey("services: sort, filter, open one, and follow an operation to its traces", async (page) => {
  await page.goto("/services");
  await page.getByRole("heading", { level: 1, name: /services, requests/ }).waitFor();
  const table = page.getByRole("table", { name: "Services" });
  await table.locator("[data-row]").first().waitFor();
  await expectFair(page);

  await page.getByRole("button", { name: "p99" }).click();
  await page.waitForURL(/sort=p99/);
  expect(await table.getByRole("columnheader", { name: "p99" }).getAttribute("aria-sort")).toBe("descending");
  await page.getByRole("searchbox", { name: /Filter services/ }).fill("ident");
  await expect.poll(() => table.locator("[data-row]").count()).toBe(1);
  await table.locator("[data-row]").first().click();
  await page.waitForURL(/service=identity/);
  const operation = page.getByRole("table", { name: "Operations" }).getByRole("link", { name: /^auth\.login/ });
  await operation.waitFor();
  await expectFair(page);
  await operation.click();
  await page.waitForURL(/\/traces/);
  expect(decodeURIComponent(page.url()).replaceAll("+", " ")).toContain('name = "auth.login"');
  await page.getByRole("heading", { level: 1, name: /traces,/ }).waitFor();

  await page.goBack();
  await page.waitForURL(/find=ident/);
});

journey("the map: edges, queues and databases, and an edge leads to its traces", async (page) => {
  await page.goto("/services?view=map");
  const map = page.getByRole("region", { name: "Map of services" });
  await map.getByRole("link", { name: /^gateway calls identity/ }).waitFor();
  await map.getByRole("link", { name: /^audit\.events \(kafka queue\)/ }).waitFor();
  await map.getByRole("link", { name: /\(postgresql database\)/ }).first().waitFor();
  await expectFair(page);

  await map.getByRole("link", { name: /^gateway calls identity/ }).focus();
  await page.getByText("Click for its traces.").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/traces/);
  await page.getByRole("heading", { level: 1, name: /[1-9].* traces,/ }).waitFor();
});

journey("each kind of edge leads to traces that there are", async (page) => {
  await page.goto("/services?view=map");
  const calls = page.getByRole("table", { name: "Calls" });
  for (const name of [/^Traces from identity to audit\.events/, /^Traces from audit\.events to audit/, /^Traces from identity to identity/, /^Traces from session to redis/]) {
    await calls.getByRole("link", { name }).first().click();
    await page.waitForURL(/\/traces/);
    await page.getByRole("heading", { level: 1, name: /[1-9].* traces?,/ }).waitFor();
    await page.goBack();
    await calls.waitFor();
  }
});

journey("the map moves and grows by keys, and the address keeps where it is", async (page) => {
  await page.goto("/services?view=map");
  const map = page.getByRole("group", { name: /^Map:/ });
  await map.getByRole("link").first().waitFor({ state: "attached" });
  await map.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/at=/);
  const before = await map.locator("g[transform]").first().getAttribute("transform");
  await page.reload();
  await map.getByRole("link").first().waitFor({ state: "attached" });
  expect(await map.locator("g[transform]").first().getAttribute("transform")).toBe(before);
  await map.focus();
  await page.keyboard.press("0");
  await expect.poll(() => page.url()).not.toContain("at=");
});

journey("dark", async (page) => {
  await page.goto("/services?view=map&service=audit");
  await page.getByRole("table", { name: "Operations" }).waitFor();
  await page.getByRole("table", { name: "Calls" }).waitFor();
  await expectFair(page);
}, { colorScheme: "dark" });
