import { themeTurn } from "./theme";

const HUES = 8;
let read = new Map<string, string>();
let readAt = -1;

/** The colour of a design token as canvas takes it. Read again after the theme has changed. */
export function colour(token: string): string {
  if (readAt !== themeTurn.value) {
    read = new Map();
    readAt = themeTurn.value;
  }
  let value = read.get(token);
  if (value === undefined) {
    const probe = document.createElement("i");
    probe.style.color = `var(--${token})`;
    document.body.append(probe);
    value = getComputedStyle(probe).color;
    probe.remove();
    read.set(token, value);
  }
  return value;
}

/** The token of a service's hue: the same name has the same hue on every page. */
export function hueOf(service: string): string {
  let hash = 7;
  for (let at = 0; at < service.length; at++) hash = (hash * 31 + service.charCodeAt(at)) >>> 0;
  return `hue-${((hash ^ (hash >>> 13)) >>> 0) % HUES}`;
}

/** A service's name with its hue beside it. */
export function hueStyle(service: string): { background: string } {
  return { background: `var(--${hueOf(service)})` };
}
