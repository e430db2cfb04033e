import { duration, percent } from "./format";

/** How many, how many failed, how long they took: as an answer of the server has it. */
export interface Counted {
  readonly count: number;
  readonly failed: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** The most notable difference between a window and the one before it. */
export interface Change {
  readonly text: string;
  readonly isWorse: boolean;
  /** Larger is more notable; 0 where nothing is. */
  readonly weight: number;
}

const ENOUGH = 20;

/** A share of failures that is told even where it is nothing new. */
const MUCH = 0.1;

const NONE: Change = { text: "as before", isWorse: false, weight: 0 };

/** What changed most between two windows of equal length; small numbers say nothing, nor do rates where the window before has data of a part of it only. */
export function changeOf(now: Counted, before: Counted, isWhole = true): Change {
  if (before.count === 0) return now.count === 0 ? NONE : { text: "new", isWorse: false, weight: 1 };
  if (now.count === 0) return { text: "vanished", isWorse: before.count >= ENOUGH, weight: 5 * Math.log2(before.count + 1) };
  if (now.count < ENOUGH || before.count < ENOUGH) return { ...NONE, text: "too few" };
  const found = [errorChange(now, before), speedChange(now, before), ...(isWhole ? [rateChange(now, before)] : [])];
  return found.reduce((most, change) => (change.weight > most.weight ? change : most), NONE);
}

/** Whether the shares of failures differ by more than chance has them differ. */
export function differs(now: Counted, before: Counted): boolean {
  const all = now.count + before.count;
  const share = (now.failed + before.failed) / all;
  const deviation = Math.sqrt(share * (1 - share) * (1 / now.count + 1 / before.count));
  return deviation > 0 && Math.abs(shareOf(now) - shareOf(before)) > 3 * deviation;
}

export function shareOf(counted: Counted): number {
  return counted.count === 0 ? 0 : counted.failed / counted.count;
}

function errorChange(now: Counted, before: Counted): Change {
  const points = (shareOf(now) - shareOf(before)) * 100;
  if (!differs(now, before) || Math.abs(points) < 0.5) return NONE;
  return { text: `errors ${signed(points)} points`, isWorse: points > 0, weight: Math.abs(points) * (points > 0 ? 10 : 5) };
}

function speedChange(now: Counted, before: Counted): Change {
  const [ratio50, ratio99] = [ratio(now.p50, before.p50), ratio(now.p99, before.p99)];
  const isHalf = Math.abs(Math.log(ratio50)) > Math.abs(Math.log(ratio99)) * 0.7;
  const value = isHalf ? ratio50 : ratio99;
  if (value < 1.3 && value > 1 / 1.3) return NONE;
  return { text: `${isHalf ? "p50" : "p99"} ${times(value)}`, isWorse: value > 1, weight: Math.abs(Math.log2(value)) * (value > 1 ? 20 : 8) };
}

function rateChange(now: Counted, before: Counted): Change {
  const value = now.count / before.count;
  if (value < 1.5 && value > 1 / 1.5) return NONE;
  return { text: `rate ${times(value)}`, isWorse: value < 0.5, weight: Math.abs(Math.log2(value)) * 6 };
}

function ratio(now: number | null, before: number | null): number {
  return now && before ? now / before : 1;
}

/** `+20 %`, `−17 %`, or from twice on `× 2.1`. */
export function against(now: number, before: number): string {
  const ratio = now / before;
  if (ratio > 0.95 && ratio < 1.05) return "as before";
  return ratio > 0.5 && ratio < 2 ? `${signed((ratio - 1) * 100)} % against before` : `${times(ratio)} against before`;
}

/** `× 2.1`, or `÷ 2.1` for less. */
export function times(ratio: number): string {
  const size = ratio >= 1 ? ratio : 1 / ratio;
  return `${ratio >= 1 ? "×" : "÷"} ${size < 10 ? size.toFixed(1) : Math.round(size)}`;
}

function signed(value: number): string {
  const text = Math.abs(value) < 10 ? Math.abs(value).toFixed(1) : Math.round(Math.abs(value)).toString();
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** What stands over a page of logins or requests: how they are, against before. */
export function verdict(what: "Logins" | "Requests", perSecond: string, now: Counted, before: Counted, isWhole = true): string {
  const ends = what === "Logins" ? `${percent(1 - shareOf(now))} succeed` : `${percent(shareOf(now))} fail`;
  const speed = `half take ${duration(now.p50 ?? 0)} or less, 1 in 100 more than ${duration(now.p99 ?? 0)}`;
  const lead = leadOf(what, now, before, isWhole);
  return lead?.includes(" fail") ? `${lead}: ${perSecond}; ${speed}` : `${lead ?? what}: ${perSecond}, ${ends}; ${speed}`;
}

function leadOf(what: "Logins" | "Requests", now: Counted, before: Counted, isWhole: boolean): string | null {
  if (now.count < ENOUGH || before.count < ENOUGH) return null;
  const points = (shareOf(now) - shareOf(before)) * 100;
  if (differs(now, before) && points >= 1) return `More ${what.toLowerCase()} fail, ${percent(shareOf(now))} instead of ${percent(shareOf(before))}`;
  const [half, most] = [ratio(now.p50, before.p50), ratio(now.p99, before.p99)];
  if (half >= 1.3) return `${what} are ${half.toFixed(1)}× slower`;
  if (most >= 1.5) return `The slowest ${what.toLowerCase()} are ${most.toFixed(1)}× slower`;
  const rate = isWhole ? now.count / before.count : 1;
  if (rate <= 0.5) return `Only ${percent(rate)} as many ${what.toLowerCase()}`;
  if (rate >= 2) return `${rate.toFixed(1)}× as many ${what.toLowerCase()}`;
  if (differs(now, before) && points <= -1) return `Fewer ${what.toLowerCase()} fail, ${percent(shareOf(now))} instead of ${percent(shareOf(before))}`;
  return shareOf(now) >= MUCH ? `${percent(shareOf(now))} of ${what.toLowerCase()} fail, as before` : `${what} are as before`;
}

/** The service a person should look at first, and why; null where none stands out. */
export function worstOf<S extends { readonly name: string; readonly now: Counted; readonly before: Counted }>(services: readonly S[], isWhole = true): { service: S; why: string } | null {
  let worst: { service: S; why: string; weight: number } | null = null;
  const offer = (service: S, why: string, weight: number) => {
    if (weight > 0 && (!worst || weight > worst.weight)) worst = { service, why, weight };
  };
  for (const service of services) {
    const { now, before } = service;
    const change = changeOf(now, before, isWhole);
    if (change.isWorse) offer(service, now.count === 0 ? "it sends nothing any more" : `${change.text} against before`, change.weight + 10);
    const share = shareOf(now);
    if (now.count >= ENOUGH && share >= 0.01) offer(service, `${percent(share)} of its requests fail`, Math.min(100, share * 100));
  }
  return worst;
}

/**
 * Seconds of a window for which there is data: from the first request on where there was none in the
 * window before, else all.
 */
export function coveredSeconds(span: { fromMs: number; toMs: number }, now: { oldestMs: number; count: number }, hasBefore: boolean): number {
  const isFresh = !hasBefore && now.count >= ENOUGH && now.oldestMs > span.fromMs;
  return Math.max(1, (span.toMs - (isFresh ? now.oldestMs : span.fromMs)) / 1_000);
}

/** Whether there is data of the whole window before, not of its end alone. */
export function isWholeBefore(window: { start: number; end: number }, oldestMs: number): boolean {
  const length = window.end - window.start;
  return oldestMs > 0 && oldestMs / 1_000 < window.start - 0.9 * length;
}

/** Seconds for which there is data of services, of which only the steps are known. */
export function knownSeconds(window: { start: number; end: number }, services: readonly { readonly before: Counted; readonly counts: readonly number[] }[]): number {
  const length = Math.max(1, window.end - window.start);
  if (services.some(({ before }) => before.count > 0)) return length;
  const firsts = services.map(({ counts }) => counts.findIndex((value) => value > 0)).filter((at) => at >= 0);
  const steps = services[0]?.counts.length ?? 1;
  return firsts.length === 0 ? length : length * (1 - Math.min(...firsts) / steps);
}
