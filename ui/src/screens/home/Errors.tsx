import type { Began } from "../../api/overview";
import { href } from "../../app/location";
import { count } from "../../model/format";
import { Empty } from "../../parts/Answer";
import { Service } from "../../parts/Service";
import { Instant, Text } from "../../parts/Text";
import { failedSpans } from "./doors";

/** Errors by service, operation and message, the newest first; each a door to its newest trace. */
export function Errors({ errors }: { errors: readonly Began[] }) {
  if (errors.length === 0) return <Empty title="No errors in this time" />;
  return (
    <ul class="home-errors">
      {errors.map((error) => (
        <li key={`${error.service} ${error.operation} ${error.message}`}>
          <a data-row class="grow" href={href("trace", error.traceId, { span: error.spanId })}>
            <strong class="cut"><Text value={error.message || `${error.operation} failed`} max={160} /></strong>
            <span class="cut small soft"><Service name={error.service} /> · <Text value={error.operation} max={100} /></span>
          </a>
          <span class="home-error-when small soft">
            <Instant nanos={error.newestNanos} />
            <a href={href("traces", null, { q: failedSpans(error.service, error.operation) })}>{count(error.count)} ×<span class="hidden"> in traces</span></a>
          </span>
        </li>
      ))}
    </ul>
  );
}
