import type { Pipelines, StageNumber } from "../model/pipelines";
import { Failure } from "./failure";
import { getJson } from "./http";
import { Reader } from "./shape";

/** The configuration that runs, with its numbers as of now. */
export async function pipelines(abort: AbortSignal): Promise<Pipelines> {
  const answer = new Reader(await getJson("/clew/v1/pipelines", {}, abort));
  const stages = answer.list("nodes", (node) => ({
    kind: node.text("kind"),
    id: node.text("id"),
    type: node.text("type"),
    pipeline: node.text("pipeline"),
    isLeftOut: node.truth("isLeftOut"),
    numbers: node.list("numbers", number),
  }));
  const edges = new Reader(answer.raw("edges"), "the answer.edges").items().map((edge) => edge as [number, number]);
  if (!edges.every((edge) => Array.isArray(edge) && edge.length === 2 && edge.every((end) => Number.isInteger(end) && stages[end] !== undefined))) {
    throw new Failure("broken", "This page does not understand the server: edges of the pipelines do not fit.");
  }
  return { atMs: Date.now(), pipelines: answer.number("pipelines"), stages, edges, numbers: answer.list("numbers", number) };
}

function number(item: Reader): StageNumber {
  return { name: item.text("name"), value: item.number("value"), labels: item.raw("labels") as Record<string, string> };
}

/** Whether the server runs a configuration. */
export async function isConfigured(abort: AbortSignal): Promise<boolean> {
  return (await pipelines(abort)).pipelines > 0;
}
