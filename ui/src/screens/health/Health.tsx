import { examineParents, examineResent, examineRoots, examineSilent, examineSpans, type Finding } from "../../api/health";
import { type Loaded, useLoad } from "../../api/load";
import { href, setRange, span } from "../../app/location";
import { examplesOf, type Rule, RULES } from "../../model/findings";
import { trendOf } from "../../model/trend";
import { count, duration, exact, percent, plural } from "../../model/format";
import { Answer, Empty } from "../../parts/Answer";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Service } from "../../parts/Service";
import { Queues } from "./Queues";
import { answerOf } from "./sentence";
import "./health.css";

const WEIGHTS = { 3: "breaks traces", 2: "misleads", 1: "hides detail" } as const;

const UNITS = { span: "Spans", trace: "Traces", call: "Calls" } as const;

/** Findings by rule and service, and whether there were spans at all. */
interface Before {
  readonly of: ReadonlyMap<string, Finding>;
  readonly spans: number;
}

const nameOf = ({ rule, service }: Finding) => `${rule.id} ${service}`;

/** The findings of the time of equal length before a range. */
async function examineBefore({ from, to }: { from: number; to: number }, abort: AbortSignal): Promise<Before> {
  const range = { from: from - (to - from), to: from };
  const [spans, ...others] = await Promise.all([examineSpans(range, abort), examineParents(range, abort), examineRoots(range, abort), examineResent(range, abort), examineSilent(range, abort)]);
  return { of: new Map([...spans.findings, ...others.flat()].map((finding) => [nameOf(finding), finding])), spans: spans.spans };
}

/** What is wrong with the telemetry itself, service by service, and what to do about it. */
export default function Health() {
  const range = span.value;
  const key = `${range.from} ${range.to}`;
  const spans = useLoad(`health spans ${key}`, (abort) => examineSpans(range, abort));
  const parents = useLoad(`health parents ${key}`, (abort) => examineParents(range, abort));
  const roots = useLoad(`health roots ${key}`, (abort) => examineRoots(range, abort));
  const resent = useLoad(`health resent ${key}`, (abort) => examineResent(range, abort));
  const silent = useLoad(`health silent ${key}`, (abort) => examineSilent(range, abort));
  const checks = [spans, parents, roots, resent, silent];
  const isDone = checks.every((check) => check.data && !check.isStale);
  // Findings stand by weight, so they would move while others come in; a failed check leaves its place.
  const hasAll = checks.every((check) => check.data || check.failure || check.isCancelled) && checks.some((check) => check.data);
  const before = useLoad(isDone ? `health before ${key}` : null, (abort) => examineBefore(range, abort));
  const past = before.data && !before.isStale ? before.data : null;
  const findings = [...(spans.data?.findings ?? []), ...(parents.data ?? []), ...(roots.data ?? []), ...(resent.data ?? []), ...(silent.data ?? [])];
  const totals = new Map<string, number>();
  for (const { rule, many } of findings) totals.set(rule.id, (totals.get(rule.id) ?? 0) + many);
  const broken = RULES.filter((rule) => totals.has(rule.id)).sort((a, b) => b.weight - a.weight || totals.get(b.id)! - totals.get(a.id)!);
  const sound = RULES.filter((rule) => !broken.includes(rule));
  const isEmpty = spans.data?.spans === 0;
  return (
    <>
      <Head
        answer={answerOf(spans.data, findings, isDone)}
        below={spans.data && !isEmpty && `${plural(spans.data.spans, "span")} looked at, ${RULES.length} checks: ${broken.length} with findings. ${past ? againstBefore(findings, past) : "Bad telemetry makes every other page wrong."}`}
      />
      <div class={hasAll ? "" : "health-waiting"}>
        <Check of={spans} doing="Checking each span" />
        <Check of={parents} doing="Looking for parents" />
        <Check of={roots} doing="Counting roots" />
        <Check of={resent} doing="Looking for spans sent twice" />
        <Check of={silent} doing="Looking for services that are silent" />
        {before.failure && <Check of={before} doing="Looking at the window before" />}
      </div>
      {isEmpty ? (
        <section class="card">
          <Empty title="No spans in this time">
            <p>Look at a longer time, or see that your services send to Clew.</p>
            <button type="button" class="button" onClick={() => setRange({ kind: "last", millis: 86_400_000 })}>Last day</button>
          </Empty>
        </section>
      ) : !hasAll ? null : (
        <div class={isDone ? "health" : "health stale"}>
          <Queues />
          {broken.map((rule) => <RuleCard key={rule.id} rule={rule} findings={findings.filter((finding) => finding.rule.id === rule.id)} past={past} />)}
          {checks.every((check) => check.data) && sound.length > 0 && (
            <section class="card" aria-label="Checks without findings">
              <header><h2>Nothing found by {plural(sound.length, "check")}</h2></header>
              <ul class="body health-sound">
                {sound.map((rule) => <li><span class="good" aria-hidden="true">✓</span> {rule.title} {past && <Gone rule={rule} past={past} />}</li>)}
              </ul>
            </section>
          )}
        </div>
      )}
    </>
  );
}

/** A check under way or failed; what it found stands below with the rest. */
function Check({ of, doing }: { of: Loaded<unknown>; doing: string }) {
  return of.isLoading || of.failure || of.isCancelled ? <Answer of={of} doing={doing} lines={4}>{() => null}</Answer> : null;
}

function againstBefore(findings: readonly Finding[], past: Before): string {
  if (past.spans === 0) return "There is nothing before this window to compare with.";
  const trends = findings.map((finding) => trendOf(finding, past.of.get(nameOf(finding)) ?? null));
  const gone = [...past.of.keys()].filter((name) => !findings.some((finding) => nameOf(finding) === name)).length;
  const many = (trend: string) => trends.filter((each) => each === trend).length;
  const parts = [[many("new"), "new"], [many("worse"), "worse"], [many("better"), "better"], [gone, "gone"]].filter(([number]) => Number(number) > 0).map(([number, word]) => `${number} ${word}`);
  return `Against the window before: ${parts.length === 0 ? "no change" : parts.join(", ")}.`;
}

/** A check that found something before and finds nothing now. */
function Gone({ rule, past }: { rule: Rule; past: Before }) {
  const before = [...past.of.values()].filter((finding) => finding.rule.id === rule.id).reduce((sum, { many }) => sum + many, 0);
  return before > 0 ? <span class="soft">(in the window before {plural(before, rule.unit)})</span> : null;
}

function RuleCard({ rule, findings, past }: { rule: Rule; findings: readonly Finding[]; past: Before | null }) {
  const total = findings.reduce((sum, { many }) => sum + many, 0);
  return (
    <section class="card" aria-label={rule.title}>
      <header>
        <div class="grow">
          <h2>{rule.title} <span class={`chip ${rule.weight === 3 ? "warn" : ""}`}>{WEIGHTS[rule.weight]}</span></h2>
          <p class="soft">{rule.advice}</p>
        </div>
        <strong class="number" title={exact(total)}>{plural(total, rule.unit)}</strong>
      </header>
      <div class="scroller">
        <table class="table health-table">
          <thead>
            <tr><th>Service</th><th class="number">{UNITS[rule.unit]}</th><th>Share</th><th>Before</th>{rule.id === "skew" && <th class="number">Early by up to</th>}<th>Look at</th></tr>
          </thead>
          <tbody>
            {[...findings].sort((a, b) => b.many - a.many).map((finding) => <Line key={finding.service} finding={finding} past={past} />)}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const ARROWS = { new: "▲ new", worse: "▲ worse", better: "▼ better", same: "as before" } as const;

/** The share in the window before, and what became of it. */
function Past({ finding, past }: { finding: Finding; past: Before | null }) {
  if (!past) return <span class="faint">…</span>;
  if (past.spans === 0) return <span class="faint" title="There is nothing before this window">–</span>;
  const before = past.of.get(nameOf(finding)) ?? null;
  const trend = trendOf(finding, before);
  return (
    <span class="nowrap" title={before ? `${exact(before.many)} of ${exact(before.of)} in the window before` : "None in the window before"}>
      {percent(before ? before.many / before.of : 0)} <span class={trend === "new" || trend === "worse" ? "health-worse" : trend === "better" ? "good" : "soft"}>{ARROWS[trend]}</span>
    </span>
  );
}

function Line({ finding, past }: { finding: Finding; past: Before | null }) {
  const { rule, service, many, of, nanos, traceId, spanId } = finding;
  const share = many / of;
  return (
    <tr>
      <td><Service name={service} /></td>
      <td class="number" title={`${exact(many)} of ${exact(of)}`}>{count(many)} <span class="faint">of {count(of)}</span></td>
      <td class="health-share"><span class="health-bar" aria-hidden="true"><i style={{ width: `${Math.max(1, share * 100)}%` }} /></span> {percent(share)}</td>
      <td class="health-past"><Past finding={finding} past={past} /></td>
      {nanos !== null && <td class="number">{duration(nanos)}</td>}
      <td class="health-doors">
        {traceId && <a data-row class="button" href={href("trace", traceId, { span: spanId || null })}><Icon name="traces" size={13} /> An example</a>}
        <a class="button plain" href={href("sql", null, { q: examplesOf(rule, service) })}><Icon name="sql" size={13} /> All in SQL</a>
      </td>
    </tr>
  );
}
