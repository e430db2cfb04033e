import { expect } from "vitest";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

journey("the first page opens and is fair", async (page) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  await expectFair(page);
});

journey("an unknown page says so", async (page) => {
  await page.goto("/nonsense");
  await page.getByText("There is no such page").waitFor();
  await expectFair(page);
});

journey("keys open the search box, the pages and the list of keys", async (page) => {
  await page.goto("/");
  await page.getByRole("navigation").waitFor();
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Search");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForURL(/\/traces/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await expectFair(page);
});

journey("the chosen theme and time range stay", async (page) => {
  await page.goto("/traces");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("radio", { name: "Last 15 min" }).click();
  await page.waitForURL(/t=15m/);
  await page.reload();
  await page.getByRole("button", { name: "Time range: Last 15 min" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await expectFair(page);
});
