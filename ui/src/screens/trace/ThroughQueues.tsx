import { duration } from "../../model/format";
import { endOf, textOf } from "../../model/trace";
import { Text } from "../../parts/Text";
import type { Layout } from "./layout";

/** The way through queues to the consumer that ended last, beside the critical path and not part of it. */
export function ThroughQueues({ layout, onSelect }: { layout: Layout; onSelect: (span: number) => void }) {
  const { trace, transaction } = layout;
  if (!transaction) return null;
  const { origin, hops, length, count } = transaction;
  const sent = endOf(trace, hops[0]!.producer) - trace.starts[origin]!;
  const span = (at: number) => (
    <button type="button" class="button link" onClick={() => onSelect(at)}>
      <Text value={textOf(trace.names, at)} max={60} />
    </button>
  );
  return (
    <p class="transaction">
      <strong>With its queues {duration(length)}:</strong>
      <span>{duration(Math.max(0, sent))} until {span(hops[0]!.producer)}</span>
      {hops.map(({ consumer, wait, isSkewed }) => (
        <span>
          · {isSkewed ? <span class="chip warn" title="It was taken before it was sent: the clocks differ">no wait known</span> : <>{duration(wait)} waiting</>} · {duration(trace.durations[consumer]!)} in {span(consumer)}
        </span>
      ))}
      {count > hops.length && <span class="faint">· {count - hops.length} more through queues, which ended earlier</span>}
    </p>
  );
}
