import { useLoad } from "../../api/load";
import { spanDetails } from "../../api/traceShape";
import { href } from "../../app/location";
import { keptOf, POLICY, weightText } from "../../model/pipelines";
import { attribute, quoted } from "../../model/traceql";
import { Text } from "../../parts/Text";

/** Why a sampled trace is here, as its root tells; nothing for a trace that no sampler saw. */
export function KeptBy({ traceId, spanId }: { traceId: string; spanId: string }) {
  const details = useLoad(`span ${traceId} ${spanId}`, (abort) => spanDetails(traceId, spanId, abort));
  const kept = details.data?.map(({ attributes }) => keptOf(attributes)).find((each) => each !== null);
  if (!kept) return null;
  return (
    <>
      <span>
        · Kept by <a href={href("traces", null, { q: `{ ${attribute("span", POLICY)} = ${quoted(kept.policy)} }` })}><Text value={kept.policy} max={80} /></a>, {weightText(kept.weight)}
      </span>
      {kept.isPartial && <span class="chip warn" title="Spans that came after the decision follow it">decided before all of it had come</span>}
    </>
  );
}
