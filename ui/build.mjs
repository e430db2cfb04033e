// What Maven asks of npm: `node build.mjs bundle | test | journeys`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

process.chdir(import.meta.dirname);

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`clew-ui: Node ${process.versions.node} is too old, 20 or newer is needed`);
  process.exit(1);
}

function run(command, ...parts) {
  const done = spawnSync(command, parts, { stdio: "inherit", shell: process.platform === "win32" });
  if (done.error?.code === "ENOENT") {
    console.error(`clew-ui: no '${command}' on the PATH`);
  }
  if (done.status !== 0) {
    process.exit(done.status ?? 1);
  }
}

function filesIn(path) {
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesIn(join(path, name))) : [path];
}

function fingerprint(...paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesIn)) {
    hash.update(file).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Runs a step when its inputs are not those of its last good run, or its result is gone. */
function whenChanged(stamp, inputs, result, step) {
  const wanted = fingerprint(...inputs);
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return;
  }
  step();
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, wanted);
}

function install() {
  whenChanged("node_modules/.clew-installed", ["package-lock.json"], "node_modules/vite", () =>
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
  );
}

const node = (script, ...parts) => run(process.execPath, join("node_modules", script), ...parts);
const inputs = ["src", "public", "index.html", "package-lock.json", "tsconfig.json", "vite.config.ts"];

install();
switch (process.argv[2]) {
  case "bundle":
    whenChanged("target/bundled", [...inputs, "journeys"], "target/classes/dev/clew/ui/files.txt", () => {
      node("typescript/bin/tsc", "--noEmit");
      node("vite/bin/vite.js", "build", "--logLevel", "warn");
    });
    break;
  case "test":
    node("vitest/vitest.mjs", "run");
    break;
  case "journeys":
    node("vitest/vitest.mjs", "run", "--config", "journeys/vitest.config.ts");
    break;
  default:
    console.error("clew-ui: say bundle, test or journeys");
    process.exit(2);
}
