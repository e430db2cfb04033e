import { afterAll, beforeAll, expect, inject } from "vitest";
import { request, send } from "./otlp";
import { Server } from "./server";
import { journey, withBrowser } from "./walk";

withBrowser();

let server: Server | null = null;

beforeAll(async () => {
  if (!inject("http")) return;
  server = await Server.start("serve");
  await send(server.otlp, request(9, "gateway", [{ id: 0, name: "kept", startMs: Date.now() - 5_000, millis: 12 }]));
});

afterAll(async () => {
  await server?.close();
});

journey("a server that goes away is told, and its return is noticed", async (page) => {
  await page.goto(`${server!.http}/traces`);
  await page.getByRole("link", { name: "kept" }).waitFor();
  await server!.stop();
  await page.getByRole("button", { name: /Newest data/ }).click();
  await page.getByText("The server is away. Trying again").waitFor();
  expect(await page.getByRole("link", { name: "kept" }).count()).toBe(1);
  await server!.run("serve");
  await expect.poll(() => page.getByText("The server is away. Trying again").count(), { timeout: 20_000 }).toBe(0);
  await page.getByRole("link", { name: "kept" }).waitFor();
  await expect.poll(() => page.locator(".stale").count(), { timeout: 10_000 }).toBe(0);
});
