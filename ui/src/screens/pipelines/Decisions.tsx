import { bytes, count, exact, percent, plural } from "../../model/format";
import { nameOf, type Sampling } from "../../model/pipelines";
import { Text } from "../../parts/Text";
import { keptBy } from "./doors";

/** What a sampler decided, by the policy that decided; how policies voted stands apart. */
export function Decisions({ sampling }: { sampling: Sampling }) {
  const { stage, kept, dropped, policies } = sampling;
  const decided = kept + dropped;
  return (
    <section class="card" aria-label={`Decisions of ${nameOf(stage)}`}>
      <header>
        <div class="grow">
          <h2>Decisions of <Text value={nameOf(stage)} max={80} /></h2>
          <p class="soft">
            {plural(sampling.tracesWaiting, "trace")} with {plural(sampling.spansWaiting, "span")} ({bytes(sampling.bytesWaiting)}) {sampling.tracesWaiting === 1 ? "waits" : "wait"}. A trace is kept for one policy; others may have voted for it too.
          </p>
        </div>
        <strong class="number" title={`${exact(kept)} of ${exact(decided)}`}>{decided === 0 ? "none yet" : `${count(kept)} of ${plural(decided, "trace")} kept, ${percent(kept / decided)}`}</strong>
      </header>
      <div class="scroller" tabindex={0} role="group" aria-label="Policies">
        <table class="table pipelines-table">
          <thead>
            <tr><th>Policy</th><th class="number">Traces kept by it</th><th>Share of kept</th><th class="number">Voted for</th><th class="number">Voted against</th><th class="number">Of these for good</th></tr>
          </thead>
          <tbody>
            {policies.map((policy) => (
              <tr key={policy.policy}>
                <td class="pipelines-name">{policy.kept > 0 ? <a data-row href={keptBy(policy.policy)}><Text value={policy.policy} max={80} /></a> : <Text value={policy.policy} max={80} />}</td>
                <td class="number" title={exact(policy.kept)}>{policy.kept > 0 ? <a href={keptBy(policy.policy)}>{count(policy.kept)}</a> : "0"}</td>
                <td class="nowrap"><span class="pipelines-bar" aria-hidden="true"><i style={{ width: `${kept > 0 ? (policy.kept / kept) * 100 : 0}%` }} /></span> {percent(kept > 0 ? policy.kept / kept : 0)}</td>
                <td class="number soft">{count(policy.votesFor)}</td>
                <td class="number soft">{count(policy.votesAgainst)}</td>
                <td class="number soft">{count(policy.refused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
