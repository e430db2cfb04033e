import { computed, signal } from "@preact/signals";
import { DEFAULT_RANGE, parseRange, type Range, rangeText, resolve, type Span } from "../model/time";

/** Where the person is: all of it stands in the URL. */
export interface Location {
  /** First segment of the path; empty at home. */
  readonly page: string;
  /** Second segment of the path. */
  readonly id: string | null;
  readonly parameters: URLSearchParams;
}

function read(): Location {
  const segments = window.location.pathname.split("/").filter(Boolean).map(decoded);
  return { page: segments[0] ?? "", id: segments[1] ?? null, parameters: new URLSearchParams(window.location.search) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const location = signal<Location>(read());

/** The end of relative ranges; moves on when the person asks for newer data. */
export const now = signal(Date.now());

export const range = computed<Range>(() => parseRange(location.value.parameters.get("t") ?? "") ?? DEFAULT_RANGE);

/** The range in milliseconds since 1970. */
export const span = computed<Span>(() => resolve(range.value, now.value));

/** The range as the API takes it, in whole seconds. */
export const timeWindow = computed(() => ({ start: Math.floor(span.value.from / 1_000), end: Math.ceil(span.value.to / 1_000) }));

export type Changes = Record<string, string | number | null>;

/** The address of a page; the time range goes along unless `t` is among the parameters. */
export function href(page: string, id: string | null = null, parameters: Changes = {}): string {
  const query = new URLSearchParams();
  const t = location.value.parameters.get("t");
  if (t && !("t" in parameters)) query.set("t", t);
  change(query, parameters);
  const path = [page, ...(id === null ? [] : [id])].map(encodeURIComponent).join("/");
  return `/${path}${query.size ? `?${query}` : ""}`;
}

/** The address of this page with some parameters changed; null drops one. */
export function here(changes: Changes): string {
  const query = new URLSearchParams(location.value.parameters);
  change(query, changes);
  return `${window.location.pathname}${query.size ? `?${query}` : ""}`;
}

function change(query: URLSearchParams, changes: Changes): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, String(value));
  }
}

export function go(address: string, isReplacing = false): void {
  const pageBefore = window.location.pathname;
  window.history[isReplacing ? "replaceState" : "pushState"](null, "", address);
  location.value = read();
  if (window.location.pathname !== pageBefore && !isReplacing) window.scrollTo(0, 0);
}

/** Changes parameters of this page: a step that Back undoes, or in place. */
export function setParameters(changes: Changes, isReplacing = false): void {
  go(here(changes), isReplacing);
}

/** A parameter of this page; empty when it is absent. */
export function parameter(name: string): string {
  return location.value.parameters.get(name) ?? "";
}

export function setRange(next: Range): void {
  now.value = Date.now();
  setParameters({ t: rangeText(next) });
}

export function refresh(): void {
  // At least a second on: ranges are asked in whole seconds, and an equal one would not be asked again.
  now.value = Math.max(Date.now(), now.value + 1_000);
}

/** Follows the Back button and clicks on links within Clew. */
export function follow(): void {
  window.addEventListener("popstate", () => {
    location.value = read();
  });
  document.addEventListener("click", (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!isPlain || event.defaultPrevented || !link) return;
    // Read from the attribute, because links within SVG have no address of their own.
    const [written, base] = [link.getAttribute("href")!, window.location];
    const address = URL.canParse(written, base.href) ? new URL(written, base.href) : null;
    if (address?.origin !== base.origin || link.hasAttribute("target") || link.hasAttribute("download") || written.startsWith("#")) return;
    event.preventDefault();
    go(address.href);
  });
}
