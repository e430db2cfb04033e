import type { Repeat } from "../../model/repeats";
import { endOf, type Trace } from "../../model/trace";
import type { Layout } from "./layout";
import type { Zoom } from "./zoom";

/** The parts of each span on the critical path, as positions in the path. */
export type PathParts = ReadonlyMap<number, readonly number[]>;

export function pathParts({ path }: Layout): PathParts {
  const parts = new Map<number, number[]>();
  for (let at = 0; at < path.spans.length; at++) {
    const span = path.spans[at]!;
    const known = parts.get(span);
    if (known) known.push(at);
    else parts.set(span, [at]);
  }
  return parts;
}

const STEPS = 1_000;

/** Bars of repeated spans as one path over a box of 1000 by 1; what touches is drawn once. */
export function repeatPath(trace: Trace, repeat: Repeat, zoom: Zoom): string {
  const scale = STEPS / (zoom.to - zoom.from);
  let text = "";
  let until = -1;
  for (const member of repeat.members) {
    const from = Math.max(0, (trace.starts[member]! - zoom.from) * scale);
    const to = Math.min(STEPS, Math.max((endOf(trace, member) - zoom.from) * scale, from + 1.5));
    if (to <= 0 || from >= STEPS || to <= until) continue;
    const start = Math.max(from, until);
    text += `M${start.toFixed(1)} 0H${to.toFixed(1)}V1H${start.toFixed(1)}z`;
    until = to;
  }
  return text;
}
