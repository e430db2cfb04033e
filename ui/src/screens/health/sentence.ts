import type { Examined, Finding } from "../../api/health";
import { count, percent, plural } from "../../model/format";
import { visible } from "../../model/text";

/** What the checks say at large. */
export function answerOf(examined: Examined | undefined, findings: readonly Finding[], isDone: boolean): string {
  if (!examined) return "Checking the instrumentation";
  if (examined.spans === 0) return "No spans in this time";
  if (findings.length === 0) return isDone ? `Instrumentation is sound: nothing wrong in ${plural(examined.spans, "span")} of ${plural(examined.services, "service")}` : "Nothing wrong so far";
  const worst = [...findings].sort((a, b) => b.rule.weight - a.rule.weight || b.many - a.many)[0]!;
  const services = new Set(findings.filter(({ rule }) => rule.weight > 1).map(({ service }) => service)).size;
  if (services === 0) return `Traces are whole; ${plural(new Set(findings.map(({ rule }) => rule.id)).size, "habit")} of the instrumentation ${new Set(findings.map(({ rule }) => rule.id)).size === 1 ? "hides" : "hide"} detail`;
  // Services that send nothing were not among those that were examined.
  const all = examined.services + new Set(findings.filter(({ rule }) => rule.id === "silent_service").map(({ service }) => service)).size;
  const title = worst.rule.title.charAt(0).toLowerCase() + worst.rule.title.slice(1);
  const where = worst.rule.unit === "call" ? `${plural(worst.many, "call")} of ${visible(worst.service, 60)}` : worst.service ? `${percent(worst.many / worst.of)} of the ${worst.rule.unit}s of ${visible(worst.service, 60)}` : plural(worst.many, worst.rule.unit);
  return `${count(services)} of ${plural(all, "service")} ${services === 1 ? "needs" : "need"} a hand; most pressing: ${title} (${where})`;
}
