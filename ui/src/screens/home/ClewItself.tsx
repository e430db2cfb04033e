import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLoad } from "../../api/load";
import { self, type Self } from "../../api/self";
import { bytes, count, duration, exact, rate } from "../../model/format";
import { Answer } from "../../parts/Answer";

const PERIOD_MILLIS = 5_000;

/** What Clew takes in and keeps, asked again every few seconds. */
export function ClewItself() {
  const turn = useSignal(0);
  const before = useSignal<Self | null>(null);
  const newest = useSignal<Self | null>(null);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && turn.value++, PERIOD_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const state = useLoad("self", self);
  useEffect(() => {
    if (turn.value > 0) state.retry();
  }, [turn.value]);
  useEffect(() => {
    if (!state.data || state.data === newest.value) return;
    before.value = newest.value;
    newest.value = state.data;
  }, [state.data]);
  return (
    <section class="card" aria-label="Clew itself">
      <header><h2>Clew itself</h2><span class="soft small">{before.value ? "rates of the last seconds" : "rates since its start"}</span></header>
      <div class="body home-self">
        {state.data ? <Facts now={state.data} before={before.value} /> : <Answer of={state} doing="Asking Clew" lines={7}>{() => null}</Answer>}
      </div>
    </section>
  );
}

function Facts({ now, before }: { now: Self; before: Self | null }) {
  const isRestarted = before !== null && now.spans < before.spans;
  const since = before && !isRestarted ? before : null;
  const seconds = since ? (now.atMs - since.atMs) / 1_000 : now.uptimeSeconds;
  const perSecond = (of: (self: Self) => number) => rate((of(now) - (since ? of(since) : 0)) / Math.max(1, seconds));
  return (
    <dl class="home-facts">
      <Fact name="Spans in">{perSecond(({ spans }) => spans)}</Fact>
      <Fact name="Log records in">{perSecond(({ logRecords }) => logRecords)}</Fact>
      <Fact name="Metric points in">{perSecond(({ points }) => points)}</Fact>
      <Fact name="Kept" hint={`${exact(now.storedRows)} rows in ${exact(now.segments)} segments`}>{bytes(now.storedBytes)}</Fact>
      <Fact name="Not in a segment yet">{count(now.unsealedRows)} rows</Fact>
      <Fact name="Log on disk">{bytes(now.logBytes)}</Fact>
      <Fact name="Refused" hint={`${exact(now.rejected)} items of accepted requests rejected`} isBad={now.refused + now.rejected > 0}>{count(now.refused)} requests</Fact>
      {now.quarantined > 0 && <Fact name="Damaged segments" isBad>{count(now.quarantined)}</Fact>}
      <Fact name="Running for">{duration(now.uptimeSeconds * 1e9)}</Fact>
    </dl>
  );
}

function Fact({ name, hint, isBad = false, children }: { name: string; hint?: string; isBad?: boolean; children: ComponentChildren }) {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd class={isBad ? "bad" : ""}>{children}</dd>
    </div>
  );
}
