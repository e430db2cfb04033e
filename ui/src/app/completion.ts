import { keys, operations, SCOPES, values, type Window } from "../api/words";
import { count } from "../model/format";
import { attribute, CONNECTORS, FIXED_VALUES, INTRINSICS, OPERATORS, quoted, STAGES, type Wanted, wantedAt } from "../model/traceql";
import { visible } from "../model/text";

/** Something that may be put in at the caret. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

const MOST = 40;
const FRESH_MILLIS = 60_000;
const remembered = new Map<string, { at: number; answer: Promise<unknown> }>();

/** Asks once a minute at most. */
function lately<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = remembered.get(key);
  if (known && Date.now() - known.at < FRESH_MILLIS) return known.answer as Promise<T>;
  const answer = ask();
  remembered.set(key, { at: Date.now(), answer });
  answer.catch(() => remembered.delete(key));
  return answer;
}

type Choice = readonly [insert: string, detail: string];

/** What may come at the caret of a TraceQL text, from the language and from the data. */
export async function complete(text: string, caret: number, window: Window, abort: AbortSignal): Promise<Suggestion[]> {
  const wanted = wantedAt(text, caret);
  const prefix = wanted.prefix.replace(/^["`]/, "").toLowerCase();
  const choices = await choicesFor(wanted, window, abort);
  return choices
    .filter(([insert]) => insert.replace(/^"/, "").toLowerCase().includes(prefix) && insert !== wanted.prefix)
    .sort((a, b) => rank(a, prefix) - rank(b, prefix))
    .slice(0, MOST)
    .map(([insert, detail]) => ({ label: visible(insert, 120), detail, insert: withSpace(insert, wanted), from: wanted.from, to: wanted.to }));
}

function withSpace(insert: string, wanted: Wanted): string {
  return wanted.kind === "start" || wanted.kind === "stage" ? insert : `${insert} `;
}

/** What begins with the letters typed stands before what holds them. */
function rank([insert]: Choice, prefix: string): number {
  const bare = insert.replace(/^"/, "").toLowerCase();
  return bare.startsWith(prefix) || bare.includes(`.${prefix}`) ? 0 : 1;
}

async function choicesFor(wanted: Wanted, window: Window, abort: AbortSignal): Promise<Choice[]> {
  switch (wanted.kind) {
    case "start":
      return wanted.prefix === "" ? [["{ ", "spans that …"], ["{ status = error }", "failed spans"], ["{ duration > 500ms }", "slow spans"]] : [];
    case "operator":
      return OPERATORS.map((operator) => [operator, ""]);
    case "connector":
      return CONNECTORS.map((connector) => [connector, connector === "}" ? "end" : connector === "&&" ? "and" : "or"]);
    case "stage":
      return STAGES.map((stage) => [stage, ""]);
    case "field": {
      const known = await lately(`keys ${bucket(window)}`, () => keys(window, new AbortController().signal));
      const fields = SCOPES.flatMap((scope) => known[scope].map((key): Choice => [attribute(scope, key), scope]));
      return [...INTRINSICS.map(([name, detail]): Choice => [name, detail]), ...fields];
    }
    case "value":
      return valuesOf(wanted.field, window, abort);
  }
}

async function valuesOf(field: string, window: Window, abort: AbortSignal): Promise<Choice[]> {
  const fixed = FIXED_VALUES[field];
  if (fixed) return fixed.map((value) => [value, ""]);
  if (/^(name|rootName|rootServiceName)$/.test(field)) {
    const known = await lately(`operations ${bucket(window)}`, () => operations(window, new AbortController().signal));
    const totals = new Map<string, number>();
    for (const { name, service, count } of known) {
      const key = field === "rootServiceName" ? service : name;
      totals.set(key, (totals.get(key) ?? 0) + count);
    }
    return [...totals].sort((a, b) => b[1] - a[1]).map(([name, total]) => [quoted(name), `${count(total)} spans`]);
  }
  const scoped = /^(span|resource|event|link|instrumentation)\.(.+)$/.exec(field) ?? (field.startsWith(".") ? [field, "any", field.slice(1)] : null);
  if (!scoped) return [];
  const key = scoped[2]!.replace(/^"|"$/g, "");
  const known = await values(scoped[1]!, key, window, abort);
  return known.map((value) => [value.type === "string" ? quoted(value.text) : value.text, `${count(value.count)} ×`]);
}

/** Ranges that end now share their words for a minute. */
function bucket(window: Window): string {
  return `${window.end - window.start} ${Math.floor(window.end / 60)}`;
}
