import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const out = "target/classes/dev/clew/ui";

/** Lists the built files for the server, each beside a compressed copy. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    closeBundle() {
      const files = (readdirSync(out, { recursive: true }) as string[])
        .map((name) => join(out, name))
        .filter((file) => statSync(file).isFile() && !file.endsWith(".gz") && !file.endsWith("files.txt"));
      for (const file of files) {
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
      const names = files.map((file) => relative(out, file).replaceAll("\\", "/")).sort();
      writeFileSync(join(out, "files.txt"), `${names.join("\n")}\n`);
    },
  };
}

export default defineConfig({
  plugins: [packed()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  worker: { format: "es" },
  server: { proxy: { "/clew": "http://127.0.0.1:4320", "/readyz": "http://127.0.0.1:4320", "/metrics": "http://127.0.0.1:4320" } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-vitest.xml" }]],
  },
});
