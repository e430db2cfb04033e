import { readFileSync } from "node:fs";
import { expect, inject } from "vitest";
import { logRequest, send } from "./otlp";
import { expectFair, expectWithin, journey, type Walk, withBrowser } from "./walk";

withBrowser();

function asked(sql: string, more = ""): string {
  return `/sql?t=1h${more}&q=${encodeURIComponent(sql)}`;
}

async function csvOf(page: Walk): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  return readFileSync(await (await saved).path(), "utf8");
}

journey("write a statement with the help of columns, run it, sort, chart, CSV, and go back", async (page) => {
  await page.goto("/sql");
  await page.getByRole("heading", { level: 1, name: "Ask anything of the data in SQL" }).waitFor();
  await expectFair(page);
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await editor.fill("SELECT , count(*) AS spans FROM spans WHERE start_time > $from GROUP BY ALL ORDER BY 1");
  await editor.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 7));
  await page.getByRole("button", { name: "service text" }).first().click();
  expect(await editor.inputValue()).toMatch(/^SELECT service, count/);
  await editor.press("Control+Enter");
  await page.waitForURL(/q=SELECT/);
  await page.getByRole("heading", { level: 1, name: /rows?, 2 columns/ }).waitFor();
  await expectFair(page);

  await page.getByRole("columnheader", { name: "spans" }).getByRole("button").click();
  await page.waitForURL(/sort=-spans/);
  await page.getByRole("columnheader", { name: "spans" }).and(page.locator("[aria-sort=descending]")).waitFor();
  await page.getByRole("radio", { name: "Chart" }).click();
  await page.locator(".bars li").first().waitFor();
  await expectFair(page);
  expect(await csvOf(page)).toMatch(/^"service","spans"\r\n"/);
  await page.goBack();
  await page.getByRole("table").waitFor();
  await page.getByRole("radio", { name: "History" }).click();
  await page.getByRole("complementary", { name: "Help with the statement" }).getByText("SELECT service, count").waitFor();
});

journey("every example is answered", async (page) => {
  await page.goto("/sql");
  await page.getByRole("region", { name: "Examples" }).getByRole("link").first().waitFor();
  const links = await page.getByRole("region", { name: "Examples" }).getByRole("link").all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    await page.goto(address!);
    await page.getByText(/rows? · |Cut at/).waitFor();
  }
  expect(page.errors).toEqual([]);
});

journey("numbers over time are a chart with units", async (page) => {
  await page.goto(asked("SELECT time_bucket(INTERVAL 1 MINUTE, start_time) AS minute, service, max(duration_ms) AS slowest_ms FROM spans WHERE start_time > $from GROUP BY ALL", "&view=chart"));
  await page.getByRole("img", { name: /slowest_ms over time/ }).waitFor();
  await page.locator(".u-legend").waitFor();
  await expectFair(page);
});

journey("an error is told at its place, also behind the time range", async (page) => {
  await page.goto(asked("SELECT name\nFROM spans WHERE start_time > $from AND nme = 'x'"));
  await page.getByText("at line 2, col 41").waitFor();
  expect(await page.locator(".editor-under mark").textContent()).toBe("nme");
  page.errors.length = 0;
  await expectFair(page);
});

journey("rows are cut in words, ids are doors, a row opens in full", async (page) => {
  await page.goto(asked("SELECT 1000000000000000003 AS large"));
  await page.getByRole("cell", { name: "1000000000000000003" }).waitFor();
  await page.goto(asked("SELECT range AS i FROM range(20000)"));
  await page.getByText("Cut at 10,000 rows: there are more").waitFor();
  expect((await csvOf(page)).split("\r\n").length).toBe(20_002);
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  const slowest = await page.evaluate(async () => {
    const grid = document.querySelector(".grid")!;
    let most = 0;
    let before = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 40; frame++) {
      grid.scrollTop += 800;
      const now = await new Promise<number>(requestAnimationFrame);
      if (frame > 4) most = Math.max(most, now - before);
      before = now;
    }
    return most;
  });
  expectWithin("slowest frame of 10,000 rows scrolling", slowest, 250);

  await page.goto(asked("SELECT trace_id, name, attributes FROM spans WHERE start_time > $from LIMIT 20"));
  await page.getByRole("button", { name: "Row 1 in full" }).click();
  await page.getByRole("region", { name: "Row in full" }).getByText("map(varchar, varchar)").waitFor();
  await expectFair(page);
  await page.getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/trace\//);
  await page.goBack();
  await page.waitForURL(/row=/);
});

journey("hostile cells stay text, in the grid and in the file", async (page) => {
  await send(inject("otlp"), logRequest("hostile-cells", [{ ms: Date.now() - 1_000, body: '<img src=x onerror="window.broken=1">\u202egnp.exe', attributes: { formula: "=HYPERLINK(\"http://evil\")" } }]), "logs");
  await page.goto(asked("SELECT body, attributes['formula'] AS formula, '@SUM(1)' AS at, -5 AS minus FROM logs WHERE service = 'hostile-cells' LIMIT 1"));
  await page.getByText("\\u{202e}").first().waitFor();
  const file = await csvOf(page);
  expect(file).toContain("\"'=HYPERLINK(\"\"http://evil\"\")\"");
  expect(file).toContain("\"'@SUM(1)\",\"-5\"");
  expect(await page.evaluate(() => ({ broken: (window as unknown as { broken?: number }).broken, images: document.images.length }))).toEqual({ broken: undefined, images: 0 });
  await expectFair(page);
});

journey("dark, and narrow as a phone", async (page) => {
  await page.goto(asked("SELECT * FROM spans LIMIT 50"));
  await page.getByRole("table").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });

journey("names are completed while a statement is typed, and its plan is shown", async (page) => {
  await page.goto("/sql");
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await editor.fill("");
  await editor.pressSequentially("SELECT serv");
  await page.getByRole("option", { name: /^service/ }).first().waitFor();
  await expectFair(page);
  await page.keyboard.press("Tab");
  await editor.pressSequentially(", count(*) FROM sp");
  await page.getByRole("option", { name: /^spans/ }).waitFor();
  await page.keyboard.press("Enter");
  await editor.pressSequentially(" WHERE attributes['auth.resu");
  await page.getByRole("option", { name: /auth\.result/ }).waitFor();
  await page.keyboard.press("Tab");
  await editor.pressSequentially(" IS NOT NULL GROUP BY service");
  await page.keyboard.press("Escape");
  expect(await editor.inputValue()).toBe("SELECT service, count(*) FROM spans WHERE attributes['auth.result'] IS NOT NULL GROUP BY service");

  await page.getByRole("button", { name: "Explain" }).click();
  const plan = page.getByRole("region", { name: "Plan" });
  await plan.getByRole("cell", { name: /group by/ }).first().waitFor();
  await plan.getByText("auth.result").first().waitFor();
  await expectFair(page);
  await plan.getByRole("button", { name: "Run and measure" }).click();
  await plan.getByRole("columnheader", { name: "Work" }).waitFor();
  await plan.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => plan.count()).toBe(0);
});
