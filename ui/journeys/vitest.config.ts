import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.journey.ts"],
    globalSetup: ["./setup.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", ["junit", { outputFile: "../../journeys/target/surefire-reports/TEST-journeys.xml" }]],
  },
});
