import { duration, percent, plural } from "../../model/format";
import { visible } from "../../model/text";
import { isError, textOf } from "../../model/trace";
import type { Layout } from "./layout";

/** What a trace says for itself: how long, and what of it took longest. */
export function answerOf({ trace, tree, operations, root, length }: Layout): string {
  const whole = trace.durations[root]! || length;
  const top = operations[0];
  const outcome = isError(trace, root) ? "failed after " : "";
  const took = `${visible(textOf(trace.names, root), 80)} ${outcome || "took "}${duration(whole)}`;
  if (!top || tree.order.length === 1) return took;
  const share = top.onPath / whole;
  const isRootItself = top.name === textOf(trace.names, root) && top.service === textOf(trace.services, root);
  const where = isRootItself ? "itself, outside of its calls" : `${visible(top.name, 60)}${top.service === textOf(trace.services, root) ? "" : ` in ${visible(top.service, 40)}`}`;
  const often = top.spans > 1 ? `${plural(top.spans, "call")} of ` : "";
  return `${took}; ${percent(Math.min(1, share))} of it ${isRootItself ? where : `in ${often}${where}`}`;
}

/** Where an error began, in words; empty without errors. */
export function errorOf({ trace, source }: Layout): string {
  return source < 0 ? "" : `The error began in ${visible(textOf(trace.names, source), 60)} of ${visible(textOf(trace.services, source), 40)}`;
}

/** What makes the picture doubtful; empty when nothing does. */
export function doubtsOf({ tree, path }: Layout): string[] {
  const doubts: string[] = [];
  if (tree.orphans > 0) doubts.push(`${plural(tree.orphans, "span")} without the parent they name: not received yet, or not sent`);
  if (tree.cycles > 0) doubts.push(`${plural(tree.cycles, "circle")} of parents, cut at the earliest span`);
  if (path.tails.length > 0) doubts.push(`${plural(path.tails.length, "span")} ran on after the parent had ended; that time is not on the critical path`);
  return doubts;
}
