import type { TestProject } from "vitest/node";
import { hindrance, Server, testData } from "./server";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the server with logins to see answers; empty when there can be no journey. */
    http: string;
    otlp: string;
  }
}

/** One server with a quarter of an hour of logins for all journeys that only look. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const reason = hindrance();
  if (reason !== null) {
    console.warn(`journeys skipped: ${reason}`);
    project.provide("http", "");
    project.provide("otlp", "");
    return async () => undefined;
  }
  const server = await Server.start("demo", "--rate", "4");
  const data = testData();
  if (data === null) console.warn("journeys without the Keycloak capture: no test data");
  else server.replay(`${data}/keycloak-otlp`);
  project.provide("http", server.http);
  project.provide("otlp", server.otlp);
  return () => server.close();
}
