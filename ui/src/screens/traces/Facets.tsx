import type { Facet, Heatmap } from "../../api/heatmap";
import { setParameters } from "../../app/location";
import { ROOTLESS } from "../../api/traces";
import { count, duration } from "../../model/format";
import { has, narrowed, quoted, widened } from "../../model/traceql";
import { hueOf } from "../../parts/palette";
import { Text } from "../../parts/Text";

interface Choice {
  readonly condition: string;
  readonly label: string;
  readonly traces: number | null;
  readonly isBad?: boolean;
  readonly hue?: string;
}

/** Narrows the search by a click: conditions go into the query, where they can be read and changed. */
export function Facets({ data, q }: { data: Heatmap; q: string }) {
  const services = data.services.map((facet) => choice("rootServiceName", facet, hueOf(facet.value)));
  const operations = data.operations.map((facet) => choice("rootName", facet));
  const slow = [data.p50, data.p90, data.p99]
    .filter((value, at, all) => value > 0 && all.indexOf(value) === at)
    .map((value, at) => ({ condition: `traceDuration > ${Math.round(value)}ns`, label: `> ${duration(value)}`, traces: Math.round(data.traces * [0.5, 0.1, 0.01][at]!) }));
  return (
    <div class="facets">
      <Group title="Status" choices={[{ condition: "status = error", label: "With an error", traces: data.errors, isBad: true }]} q={q} />
      <Group title="Duration" choices={slow} q={q} />
      <Group title="Begins in" choices={services} q={q} />
      <Group title="Begins with" choices={operations} q={q} />
    </div>
  );
}

function choice(field: string, facet: Facet, hue?: string): Choice {
  return { condition: `${field} = ${quoted(facet.value)}`, label: facet.value === ROOTLESS ? "root not received yet" : facet.value, traces: facet.traces, ...(hue ? { hue } : {}) };
}

const SHOWN = 8;

function Group({ title, choices, q }: { title: string; choices: readonly Choice[]; q: string }) {
  const toggle = (condition: string) => setParameters({ q: has(q, condition) ? widened(q, condition) : narrowed(q, condition), n: null });
  return (
    <fieldset>
      <legend>{title}</legend>
      {choices.slice(0, SHOWN).map(({ condition, label, traces, isBad, hue }) => (
        <button type="button" aria-pressed={has(q, condition)} title={condition} onClick={() => toggle(condition)}>
          {hue && <span class="dot" style={{ background: `var(--${hue})` }} />}
          <span class={`cut grow ${isBad && traces ? "bad" : ""}`}><Text value={label} max={80} /></span>
          {traces !== null && <span class="faint">{count(traces)}</span>}
        </button>
      ))}
      {choices.length > SHOWN && <p class="faint small">and {choices.length - SHOWN} more: type in the search box</p>}
    </fieldset>
  );
}
