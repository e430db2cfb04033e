import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Logins, Measures, Series } from "../../api/overview";
import { href, setRange } from "../../app/location";
import { against, shareOf } from "../../model/change";
import { duration, percent, rate } from "../../model/format";
import { type Line, TimePlot } from "../../parts/TimePlot";
import { FAILED_LOGINS, FAILED_REQUESTS, LOGINS, REQUESTS } from "./doors";
import { isWhole, seconds } from "./Home";

/** How late spans may come. */
const LATE_MILLIS = 5_000;

/** Rate, failures and durations of logins, or of requests where no span tells of a login. */
export function Plots({ data }: { data: Logins }) {
  const isLogin = data.now.logins.count + data.before.logins.count > 0;
  const [now, before] = isLogin ? [data.now.logins, data.before.logins] : [data.now.requests, data.before.requests];
  const lines = useMemo(() => linesOf(data, isLogin), [data]);
  const covered = seconds(data);
  const hasBefore = before.count > 0;
  const frame = { fromMs: data.fromMs, toMs: data.toMs, group: "home", onSelect: (from: number, to: number) => setRange({ kind: "between", from, to }) };
  const what = isLogin ? "Logins" : "Requests";
  const perSecond = rate(now.count / covered);
  return (
    <div class="home-plots">
      <Plot title={what} figure={perSecond} change={hasBefore && isWhole(data) ? against(now.count, before.count) : ""} door={isLogin ? LOGINS : REQUESTS}>
        <TimePlot {...frame} label={`${what} over time, ${perSecond} on average`} lines={lines.rates} format={rate} />
      </Plot>
      <Plot title={isLogin ? "Failed logins" : "Failed requests"} figure={percent(shareOf(now))} isBad={now.failed > 0} change={hasBefore ? `${percent(shareOf(before))} before` : ""} door={isLogin ? FAILED_LOGINS : FAILED_REQUESTS}>
        <TimePlot {...frame} label={`Share that failed over time, ${percent(shareOf(now))} in all`} lines={lines.failures} format={percent} least={0.01} />
      </Plot>
      <Plot title={isLogin ? "Duration of a login" : "Duration of a request"} figure={slowest(now)} change={hasBefore && now.p99 && before.p99 ? against(now.p99, before.p99) : ""} door={isLogin ? LOGINS : REQUESTS} sort="duration">
        <TimePlot {...frame} label={`Durations over time, ${slowest(now)}`} lines={lines.durations} format={duration} />
      </Plot>
    </div>
  );
}

function slowest(now: Measures): string {
  return now.p99 === null ? "–" : `p99 ${duration(now.p99)}`;
}

function Plot({ title, figure, change, isBad = false, door, sort = null, children }: { title: string; figure: string; change: string; isBad?: boolean; door: string; sort?: string | null; children: ComponentChildren }) {
  return (
    <div class="card home-plot">
      <h2><a href={href("traces", null, { q: door, sort })}>{title}</a></h2>
      <p><strong class={isBad ? "bad" : ""}>{figure}</strong> <span class="soft small">{change}</span></p>
      {children}
    </div>
  );
}

/** Steps before the first request ever are unknown, not zero; so is the rate of a step of which spans are still on their way. */
function linesOf(data: Logins, isLogin: boolean): { rates: Line[]; failures: Line[]; durations: Line[] } {
  const steps = data.requests.count.length;
  const stepMs = (data.toMs - data.fromMs) / steps;
  const isKnown = (at: number) => data.before.requests.count + data.before.logins.count > 0 || data.fromMs + (at + 1) * stepMs > data.now.oldestMs;
  const isOpen = (at: number) => data.fromMs + (at + 1) * stepMs > Date.now() - LATE_MILLIS;
  const rates = (series: Series) => series.count.map((value, at) => (isKnown(at) && !isOpen(at) ? value / (stepMs / 1_000) : null));
  const shares = (series: Series) => series.count.map((value, at) => (value > 0 ? series.failed[at]! / value : isKnown(at) ? 0 : null));
  const main = isLogin ? data.logins : data.requests;
  return {
    rates: isLogin
      ? [{ label: "logins", values: rates(data.logins), token: "accent", isFilled: true }, { label: "requests", values: rates(data.requests), token: "text-faint", isDashed: true }]
      : [{ label: "requests", values: rates(data.requests), token: "accent", isFilled: true }],
    failures: isLogin
      ? [{ label: "logins", values: shares(data.logins), token: "bad", isFilled: true }, { label: "requests", values: shares(data.requests), token: "text-faint", isDashed: true }]
      : [{ label: "requests", values: shares(data.requests), token: "bad", isFilled: true }],
    durations: [
      { label: "p50", values: main.p50, token: "accent", isFilled: true },
      { label: "p99", values: main.p99, token: "hue-2", isDashed: true },
    ],
  };
}
