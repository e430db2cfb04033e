import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useLoad } from "../../api/load";
import { pipelines } from "../../api/pipelines";
import { href } from "../../app/location";
import { bytes, count, exact, plural } from "../../model/format";
import { growthOf, nameOf, type Pipelines, queuesInNeed } from "../../model/pipelines";
import { Text } from "../../parts/Text";

const PERIOD_MILLIS = 5_000;

/** Exporters of the server's own configuration that do not keep up; nothing while all do. */
export function Queues() {
  const first = useSignal<Pipelines | null>(null);
  const state = useLoad("queues", pipelines);
  const isThere = (state.data?.pipelines ?? 0) > 0;
  useEffect(() => {
    if (!isThere) return;
    const timer = setInterval(() => document.visibilityState === "visible" && state.retry(), PERIOD_MILLIS);
    return () => clearInterval(timer);
  }, [isThere]);
  useEffect(() => {
    if (state.data && !first.value) first.value = state.data;
  }, [state.data]);
  const view = state.data;
  const found = view ? queuesInNeed(view) : [];
  if (!view || found.length === 0) return null;
  return (
    <section class="card" aria-label="Exporters of Clew hold back">
      <header>
        <div class="grow">
          <h2>Exporters of Clew hold back <span class="chip warn">delays what others see</span></h2>
          <p class="soft">See that the other side runs and can be reached; while it cannot, its rows wait on disk, and once a queue is full Clew refuses new requests. Raise sending_queue.num_consumers where it only is slow.</p>
        </div>
        <strong class="number">{plural(found.length, "exporter")}</strong>
      </header>
      <div class="scroller" tabindex={0} role="group" aria-label="Queues of exporters">
        <table class="table health-table">
          <thead><tr><th>Exporter</th><th class="number">Waiting</th><th>Growth</th><th class="number">On disk</th><th class="number">Given up</th><th>Look at</th></tr></thead>
          <tbody>
            {found.map(({ stage, waiting, bytes: disk, dropped, isFailing }) => {
              const perSecond = growthOf(view, first.value, stage);
              return (
                <tr key={stage.id}>
                  <td><Text value={stage.id} max={60} />{isFailing && <> <span class="chip bad">fails, tries again</span></>}</td>
                  <td class="number" title={exact(waiting)}>{count(waiting)}</td>
                  <td class={perSecond !== null && perSecond > 0 ? "health-worse" : "soft"}>{perSecond === null ? "…" : perSecond === 0 ? "none" : `${perSecond > 0 ? "▲" : "▼"} ${count(Number(Math.abs(perSecond).toPrecision(2)))} /s`}</td>
                  <td class="number">{bytes(disk)}</td>
                  <td class={`number ${dropped > 0 ? "bad" : ""}`}>{count(dropped)}</td>
                  <td class="health-doors"><a data-row class="button" href={href("pipelines", null, { stage: nameOf(stage) })}>Look at its queue</a></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
