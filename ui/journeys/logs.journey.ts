import { beforeAll, expect, inject } from "vitest";
import { logRequest, request, send, traceId } from "./otlp";
import { expectFair, expectWithin, journey, withBrowser } from "./walk";

withBrowser();

const MANY = 12_000;
const HOSTILE = '<img src=x onerror="window.broken=1">\u202egnp.exe\u0000\u001b[31m';

beforeAll(async () => {
  if (!inject("http")) return;
  const now = Date.now();
  const lines = Array.from({ length: MANY }, (_, at) => ({ ms: now - 600_000 + at * 40, body: `line ${at} of many`, level: at % 100 === 0 ? 17 : at % 10 === 0 ? 13 : 9, attributes: { turn: String(at % 7) } }));
  await send(inject("otlp"), logRequest("many-lines", lines), "logs");
  const same = now - 700_000;
  await send(inject("otlp"), logRequest("same-time", Array.from({ length: 3 }, (_, at) => ({ ms: same, body: `twin ${at}` }))), "logs");
  await send(inject("otlp"), logRequest("hostile-logs", [{ ms: now - 30_000, body: HOSTILE, level: 21, attributes: { "=cmd|' /C calc'!A0": "'; DROP TABLE logs; --" } }, { ms: now - 31_000, body: "x".repeat(500_000) }]), "logs");
  await send(inject("otlp"), request(80, "traced-logs", [{ id: 0, name: "traced", startMs: now - 20_000, millis: 50 }]));
  await send(inject("otlp"), logRequest("traced-logs", [{ ms: now - 19_990, body: "said within the trace", trace: 80, span: 0 }]), "logs");
});

journey("filter by level, open a line, see what was around it, search its value", async (page) => {
  await page.goto("/logs?t=1h&q=service%3Amany-lines");
  await page.getByRole("heading", { level: 1, name: /12 k lines from many-lines, 120 errors \(1 %\)/ }).waitFor();
  await expectFair(page);
  await page.getByRole("list", { name: "Levels" }).getByRole("button", { name: /error/ }).click();
  await page.waitForURL(/level%3Aerror/);
  await page.getByRole("heading", { level: 1, name: /120 lines from many-lines/ }).waitFor();
  await page.locator("[data-row]").first().click();
  await page.waitForURL(/line=/);
  const panel = page.getByRole("complementary", { name: "Log record" });
  await panel.getByText("Around it").waitFor();
  await panel.locator(".log-around li").nth(12).waitFor();
  expect(await panel.locator(".log-around li[aria-current]").count()).toBe(1);
  await expectFair(page);
  await panel.getByRole("button", { name: "Lines with this turn" }).click();
  await page.waitForURL(/turn%3D/);
  await page.getByRole("heading", { level: 1, name: /1[78] lines/ }).waitFor();
});

journey("drag over the plot for a shorter time; Back restores the longer", async (page) => {
  await page.goto("/logs?t=1h&q=service%3Amany-lines");
  const plot = page.getByRole("img", { name: /Lines over time/ });
  await plot.waitFor();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.8, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/t=\d+-\d+/);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: /12 k lines/ }).waitFor();
});

journey("older and newer pages meet without gap or repeat, and scroll fast", async (page) => {
  await page.goto("/logs?t=1h&q=service%3Amany-lines");
  await page.getByText("line 11999 of many").waitFor();
  const slowest = await page.evaluate(async () => {
    const lines = document.querySelector(".log-lines")!;
    let most = 0;
    let before = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < 40; frame++) {
      lines.scrollTop += 700;
      const now = await new Promise<number>(requestAnimationFrame);
      if (frame > 4) most = Math.max(most, now - before);
      before = now;
    }
    return most;
  });
  expectWithin("slowest frame of 5,000 lines scrolling", slowest, 250);
  expect(await page.locator("[data-row]").count()).toBeLessThan(80);
  await page.getByRole("button", { name: "Older lines" }).click();
  await page.getByText("line 6999 of many").waitFor();
  await page.getByRole("button", { name: "Older lines" }).click();
  await page.getByText("line 1999 of many").waitFor();
  await page.getByRole("button", { name: "Newer lines" }).click();
  await page.getByText("line 6999 of many").waitFor();
  await page.getByRole("button", { name: "Newest", exact: true }).click();
  await page.getByText("line 11999 of many").waitFor();
});

journey("lines of the very same time open one by one", async (page) => {
  await page.goto("/logs?t=1h&q=service%3Asame-time");
  const panel = page.getByRole("complementary", { name: "Log record" });
  for (const twin of ["twin 0", "twin 1", "twin 2"]) {
    await page.getByRole("button", { name: twin }).click();
    await panel.locator(".log-text").getByText(twin).waitFor();
    await page.keyboard.press("Escape");
  }
});

journey("a line leads to its trace", async (page) => {
  await page.goto("/logs?t=1h&q=%22said+within%22");
  await page.getByRole("link", { name: "Trace of this line" }).click();
  await page.waitForURL(new RegExp(`/trace/${traceId(80)}`));
  await page.getByText("said within the trace").waitFor();
});

journey("hostile lines stay text, and their values stay values", async (page) => {
  await page.goto("/logs?t=1h&q=service%3Ahostile-logs");
  await page.getByText("\\u{202e}").first().waitFor();
  await page.getByRole("button", { name: /img src/ }).click();
  const panel = page.getByRole("complementary", { name: "Log record" });
  await panel.getByText("DROP TABLE").waitFor();
  await expectFair(page);
  await panel.getByRole("button", { name: /Lines with this =cmd/ }).click();
  await page.getByRole("heading", { level: 1, name: /^1 line/ }).waitFor();
  await page.goto("/logs?t=1h&q=service%3Ahostile-logs");
  await page.getByRole("button", { name: /xxxx/ }).click();
  await panel.getByRole("button", { name: /more characters/ }).waitFor();
  expect(await page.evaluate(() => ({ broken: (window as unknown as { broken?: number }).broken, images: document.images.length }))).toEqual({ broken: undefined, images: 0 });
});

journey("a filter that is wrong says where; nothing found says what to do", async (page) => {
  await page.goto("/logs");
  await page.keyboard.press("f");
  await page.getByRole("textbox", { name: "Filter" }).fill('service:"my');
  await page.keyboard.press("Enter");
  await page.getByText("the quote is not closed").waitFor();
  await expectFair(page);
  await page.goto("/logs?q=no-such-word-anywhere");
  await page.getByText("take a term out of the filter").waitFor();
  await expectFair(page);
});

journey("dark, and narrow as a phone", async (page) => {
  await page.goto("/logs?t=1h");
  await page.locator("[data-row]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Log record" }).getByText("Around it").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectFair(page);
}, { colorScheme: "dark", viewport: { width: 390, height: 844 } });

journey("live lines come in by themselves, pause, and stay bounded", async (page) => {
  const say = (body: string, many = 1) => send(inject("otlp"), logRequest("live-lines", Array.from({ length: many }, (_, at) => ({ ms: Date.now() - many + at, body: `${body} ${at}` }))), "logs");
  await say("first");
  await page.goto("/logs?t=15m&q=service%3Alive-lines");
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await page.waitForURL(/live=1/);
  const live = page.getByRole("region", { name: "Live lines" });
  await live.getByText("first 0").waitFor();
  await say("second");
  await live.getByText("second 0").waitFor();
  await expectFair(page);

  await live.getByRole("button", { name: "Pause" }).click();
  await say("unseen", 1_500);
  await page.waitForTimeout(2_600);
  expect(await live.getByText("unseen").count()).toBe(0);
  await live.getByText("Paused", { exact: true }).waitFor();
  await page.keyboard.press("p");
  await live.getByText("unseen 1499").waitFor();
  await live.getByText(/the newest 1[ ,]?(k|000) lines; older ones are let go/).waitFor();
  expect(await live.locator("[data-row]").count()).toBeLessThan(80);

  await live.getByRole("button", { name: "unseen 1499" }).click();
  await page.getByRole("complementary", { name: "Log record" }).locator(".log-text").getByText("unseen 1499").waitFor();
  await live.getByText("Paused while a line is open").waitFor();
  await page.keyboard.press("Escape");
  await live.getByRole("region", { name: "Lines, newest first" }).evaluate((lines) => (lines.scrollTop = 400));
  await live.getByText("Paused while you are not at the top").waitFor();
  await live.getByRole("region", { name: "Lines, newest first" }).evaluate((lines) => (lines.scrollTop = 0));
  await live.getByText("Live", { exact: true }).waitFor();
  await page.route("**/clew/v1/sql", (route) => route.fulfill({ status: 503, body: "busy\n" }));
  await live.getByText("Not up to date").waitFor();
  expect(await live.getByText("unseen 1499").count()).toBe(1);
  await page.unroute("**/clew/v1/sql");
  await live.getByText("Live", { exact: true }).waitFor();
  await live.getByRole("button", { name: "End live" }).click();
  await page.getByRole("region", { name: "Log records found" }).waitFor();
});
