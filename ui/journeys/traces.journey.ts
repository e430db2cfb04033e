import { expect } from "vitest";
import { expectFair, journey, withBrowser } from "./walk";

withBrowser();

journey("search, narrow by facet, drag over the heatmap, open a trace, a span, and go back", async (page) => {
  await page.goto("/traces?t=30m");
  await page.getByRole("heading", { level: 1, name: /traces, .* with an error/ }).waitFor();
  await expectFair(page);

  await page.getByRole("button", { name: /With an error/ }).click();
  await page.waitForURL(/status/);
  await page.getByRole("heading", { level: 1, name: /100 % with an error/ }).waitFor();

  const plot = page.getByRole("img", { name: /Heatmap/ });
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 26, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/t=\d+-\d+/);
  expect(decodeURIComponent(page.url())).toContain("trace:duration");

  await page.locator("[data-row]").first().click();
  await page.waitForURL(/\/trace\//);
  await page.getByRole("tree", { name: "Spans" }).waitFor();
  await expectFair(page);
  await page.getByRole("treeitem").nth(1).click();
  await page.getByRole("complementary", { name: "Span" }).getByText("Attributes").waitFor();
  await expectFair(page);

  await page.goBack();
  await page.waitForURL(/\/traces/);
  expect(decodeURIComponent(page.url())).toContain("trace:duration");
  await page.locator("[data-row]").first().waitFor();
});

journey("names and values are completed, and an error is shown where it is", async (page) => {
  await page.goto("/traces");
  await page.locator("[data-row]").first().waitFor();
  const box = page.getByRole("combobox", { name: "Search" });
  await box.click();
  await box.pressSequentially("{ rootServiceName = ");
  await page.getByRole("option").filter({ hasText: '"' }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  expect(await box.inputValue()).toMatch(/^\{ rootServiceName = "[^"]+" $/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "at line 1, col" }).first().waitFor();
  await page.getByRole("heading", { name: "This search cannot be read" }).waitFor();
  expect(await page.locator(".under mark").count()).toBe(1);
  await box.fill("{ status = error }");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.locator("[data-row]").first().waitFor();
  expect(await page.getByText("at line 1, col").count()).toBe(0);
});

journey("with the keyboard alone: rows, a trace, its spans", async (page) => {
  await page.goto("/traces");
  await page.locator("[data-row]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/trace\//);
  await page.getByRole("treeitem").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.waitForURL(/span=/);
  await page.getByRole("complementary", { name: "Span" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("complementary", { name: "Span" }).count()).toBe(0);
});

journey("nothing is found: the page says what to do", async (page) => {
  await page.goto("/traces?q=%7B+name+%3D+%22no+such+name%22+%7D");
  await page.getByText("No trace matches").waitFor();
  await expectFair(page);
});

journey("dark, and narrow as a phone", async (page) => {
  await page.goto("/traces");
  await page.locator("[data-row]").first().waitFor();
  await expectFair(page);
  await page.locator("[data-row]").first().click();
  await page.getByRole("tree", { name: "Spans" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });
