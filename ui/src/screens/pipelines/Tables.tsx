import { here } from "../../app/location";
import { bytes, count, exact, plural } from "../../model/format";
import { type Counting, type Delivery, nameOf, type Stage, type Warning } from "../../model/pipelines";
import { Text } from "../../parts/Text";
import { valuesOf } from "./doors";

/** What is wrong, each with what to do. */
export function Warnings({ found }: { found: readonly Warning[] }) {
  return (
    <section class="card" aria-label="Warnings">
      <header><h2>{plural(found.length, "warning")}</h2></header>
      <ul class="body pipelines-warnings">
        {found.map(({ stage, what, advice, isBad }) => (
          <li>
            <a data-row class={isBad ? "bad" : "warn"} href={here({ stage: nameOf(stage) })}>{what}</a>
            <p class="soft">{advice}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Exporters that send elsewhere. */
export function Deliveries({ of }: { of: readonly Delivery[] }) {
  return (
    <section class="card" aria-label="Exporters">
      <header><h2>Exporters</h2><span class="soft small">what waits is on disk and survives a restart</span></header>
      <div class="scroller" tabindex={0} role="group" aria-label="Queues">
        <table class="table pipelines-table">
          <thead><tr><th>Exporter</th><th>State</th><th class="number">Waiting</th><th class="number">On disk</th><th class="number">Rows sent</th><th class="number">Retries</th><th class="number">Rejected</th><th class="number">Given up</th></tr></thead>
          <tbody>
            {of.map((one) => (
              <tr key={one.stage.id}>
                <td class="pipelines-name"><StageLink stage={one.stage} /></td>
                <td>{one.isFailing ? <span class="chip bad">fails, tries again</span> : one.sent > 0 ? "delivers" : "nothing sent yet"}</td>
                <td class="number" title={exact(one.waiting)}>{count(one.waiting)}</td>
                <td class="number">{bytes(one.bytes)}</td>
                <td class="number" title={exact(one.sent)}>{count(one.sent)}</td>
                <td class="number">{count(one.retries)}</td>
                <td class={`number ${one.rejected > 0 ? "bad" : ""}`}>{count(one.rejected)}</td>
                <td class={`number ${one.dropped > 0 ? "bad" : ""}`}>{count(one.dropped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Stages that make metrics of spans. */
export function Countings({ of }: { of: readonly Counting[] }) {
  return (
    <section class="card" aria-label="Span metrics">
      <header><h2>Span metrics</h2><span class="soft small">as of the last flush</span></header>
      <div class="scroller" tabindex={0} role="group" aria-label="Series">
        <table class="table pipelines-table">
          <thead><tr><th>Stage</th><th class="number">Spans counted</th><th class="number">Series</th><th class="number">Memory</th><th class="number">In overflow</th><th>Filled by</th></tr></thead>
          <tbody>
            {of.map((one) => (
              <tr key={nameOf(one.stage)}>
                <td class="pipelines-name"><StageLink stage={one.stage} /></td>
                <td class="number" title={exact(one.spans)}>{count(one.spans)}</td>
                <td class="number" title={exact(one.series)}>{count(one.series)}</td>
                <td class="number">{bytes(one.bytes)}</td>
                <td class={`number ${one.overflowed > 0 ? "bad" : ""}`}>{count(one.overflowed)}</td>
                <td>{one.full.length === 0 ? <span class="faint">room for all</span> : [...new Set(one.full.map(({ dimension }) => dimension))].map((dimension) => <a class="pipelines-cause" href={valuesOf(dimension)}><Text value={dimension} max={60} /></a>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function StageLink({ stage }: { stage: Stage }) {
  return <a data-row href={here({ stage: nameOf(stage) })}><Text value={nameOf(stage)} max={80} /></a>;
}

/** All that a stage tells of itself. */
export function StageDetail({ stage }: { stage: Stage }) {
  const told = stage.numbers.filter(({ value }) => value !== 0);
  return (
    <section class="card" aria-label={`Numbers of ${nameOf(stage)}`}>
      <header>
        <h2 class="grow"><Text value={nameOf(stage)} max={80} /></h2>
        <span class="soft small">{stage.kind}{stage.kind === "store" ? "" : ` of type ${stage.type}`}</span>
        <a class="button" href={here({ stage: null })}>Close</a>
      </header>
      {told.length === 0 ? (
        <p class="body soft">{stage.numbers.length === 0 ? "It tells no numbers of itself." : "All its numbers are 0."}{stage.kind === "receiver" && " What it took is told by the stages behind it."}</p>
      ) : (
        <dl class="facts body">
          {told.map(({ name, labels, value }) => (
            <>
              <dt>{name.replace(/^otelcol_(?:processor_tail_sampling|exporter)_|^clew_(?:pipeline|spanmetrics|exporter)_/, "").replaceAll("_", " ")}{Object.keys(labels).length > 0 && <span class="faint"> <Text value={Object.entries(labels).map(([key, text]) => `${key}=${text}`).join(" ")} max={120} /></span>}</dt>
              <dd title={exact(value)}>{name.includes("bytes") ? bytes(value) : count(value)}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  );
}
