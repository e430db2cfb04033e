import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const target = join(root, "server/target");
const FLAGS = [
  "-XX:+UseCompactObjectHeaders",
  "-Xmx512m",
  "--add-opens=java.base/java.nio=ALL-UNNAMED",
  "--enable-native-access=ALL-UNNAMED",
  "--sun-misc-unsafe-memory-access=allow",
  `-Djava.util.logging.config.file=${join(root, "server/src/main/resources/logging.properties")}`,
];

/** A server of its own, with its data in a folder of its own. */
export class Server {
  private process: ChildProcess | null = null;

  private constructor(
    readonly http: string,
    readonly otlp: string,
    private readonly folder: string,
    private readonly ports: readonly [number, number],
  ) {}

  /** Starts `serve`, or `demo` with logins to see. */
  static async start(command: "serve" | "demo", ...options: string[]): Promise<Server> {
    const ports = [await freePort(), await freePort()] as const;
    const server = new Server(`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`, mkdtempSync(join(tmpdir(), "clew-journey-")), ports);
    await server.run(command, ...options);
    return server;
  }

  /** Starts the process again on the same ports and data. */
  async run(command: "serve" | "demo", ...options: string[]): Promise<void> {
    const addresses = ["--otlp-grpc", "127.0.0.1:0", "--http", `127.0.0.1:${this.ports[0]}`, "--otlp-http", `127.0.0.1:${this.ports[1]}`];
    this.process = spawn(java(), [...FLAGS, "-cp", classpath(), "dev.clew.server.Main", command, "--data", this.folder, ...addresses, ...options], { stdio: ["ignore", "pipe", "inherit"] });
    const ready = command === "serve" ? "ready" : "Watching logins";
    await new Promise<void>((done, failed) => {
      let said = "";
      this.process!.stdout!.on("data", (text: Buffer) => {
        said += text.toString();
        if (said.includes(ready)) done();
      });
      this.process!.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
    });
  }

  /** Ends the process and waits for its end; the data stays. */
  async stop(): Promise<void> {
    const process = this.process;
    this.process = null;
    if (!process || process.exitCode !== null) return;
    const ended = new Promise((done) => process.once("exit", done));
    process.kill();
    await ended;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Sends a body of OTLP in JSON. */
  async send(signal: "traces" | "logs", body: unknown): Promise<void> {
    const answer = await fetch(`${this.otlp}/v1/${signal}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${signal} refused: ${answer.status} ${await answer.text()}`);
  }

  /** Replays captured OTLP; its times move to now. */
  replay(path: string): void {
    const done = spawnSync(java(), [...FLAGS, "-cp", classpath(), "dev.clew.server.Main", "replay", path, "--to", this.otlp], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`replay of ${path}: ${done.stderr}`);
  }
}

/** The folder of test data, or null. */
export function testData(): string | null {
  const folder = process.env.CLEW_TEST_DATA ?? resolve(root, "../shared/data");
  return existsSync(folder) ? folder : null;
}

/** Why there can be no journey; null when there can. */
export function hindrance(): string | null {
  if (!existsSync(join(target, "lib"))) return "the server is not packaged";
  return chromium() === null ? "no chromium on the PATH" : null;
}

export function chromium(): string | null {
  const folders = (process.env.PATH ?? "").split(":");
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file)) ?? null;
}

function java(): string {
  return process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
}

function classpath(): string {
  const jars = readdirSync(join(target, "lib")).map((name) => join(target, "lib", name));
  const own = readdirSync(target).filter((name) => /^clew-server-.*\.jar$/.test(name));
  return [...own.map((name) => join(target, name)), ...jars].join(":");
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
