import { getJson } from "./http";
import { Reader } from "./shape";

/** A time window in epoch seconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export interface Operation {
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly count: number;
  readonly errors: number;
}

export interface KnownValue {
  readonly type: string;
  readonly text: string;
  readonly count: number;
}

export const SCOPES = ["span", "resource", "event", "link", "instrumentation"] as const;
export type Scope = (typeof SCOPES)[number];

/** Services and their operations. */
export async function operations(window: Window, abort: AbortSignal): Promise<Operation[]> {
  const answer = new Reader(await getJson("/clew/v1/services", { ...window }, abort));
  return answer.list("operations", (item) => ({
    service: item.text("service"),
    name: item.text("name"),
    kind: item.text("kind"),
    count: item.number("count"),
    errors: item.number("errors"),
  }));
}

/** Attribute keys by scope. */
export async function keys(window: Window, abort: AbortSignal): Promise<Record<Scope, string[]>> {
  const answer = new Reader(await getJson("/clew/v1/keys", { ...window }, abort));
  return Object.fromEntries(SCOPES.map((scope) => [scope, answer.texts(scope)])) as Record<Scope, string[]>;
}

/** Values of an attribute, the most frequent first. */
export async function values(scope: string, key: string, window: Window, abort: AbortSignal): Promise<KnownValue[]> {
  const answer = new Reader(await getJson("/clew/v1/values", { ...window, scope, key }, abort));
  return answer
    .list("values", (item) => ({ type: item.text("type"), text: item.text("value"), count: item.number("count") }))
    .sort((a, b) => b.count - a.count);
}
