import { useLoad } from "../../api/load";
import { self } from "../../api/self";
import { setRange } from "../../app/location";

/** What to do where there is nothing to see yet. */
export function NoData() {
  const host = window.location.hostname;
  const state = useLoad("self", self);
  const hasOther = state.data !== undefined && state.data.storedRows + state.data.unsealedRows > 0;
  return (
    <section class="card home-none" aria-label="How to send data">
      {hasOther && (
        <div class="row wrap home-other">
          <p class="grow">There is data of other times.</p>
          <button type="button" class="button primary" onClick={() => setRange({ kind: "last", millis: 3_600_000 })}>Last hour</button>
          <button type="button" class="button" onClick={() => setRange({ kind: "last", millis: 86_400_000 })}>Last day</button>
          <button type="button" class="button" onClick={() => setRange({ kind: "last", millis: 30 * 86_400_000 })}>Last 30 days</button>
        </div>
      )}
      <h2>Send OpenTelemetry here</h2>
      <p class="soft">Any OpenTelemetry SDK, agent or Collector will do. Traces, logs and metrics are taken.</p>
      <dl>
        <dt>OTLP over gRPC</dt>
        <dd><code>http://{host}:4317</code></dd>
        <dt>OTLP over HTTP</dt>
        <dd><code>http://{host}:4318</code></dd>
        <dt>An application</dt>
        <dd><code>OTEL_EXPORTER_OTLP_ENDPOINT=http://{host}:4318</code></dd>
        <dt>Keycloak</dt>
        <dd><code>kc.sh start-dev --tracing-enabled=true --tracing-endpoint=http://{host}:4317</code></dd>
        <dt>Something to look at</dt>
        <dd><code>./clew demo</code></dd>
      </dl>
      <p class="soft small">These are the ports unless the server was started with others.</p>
    </section>
  );
}
