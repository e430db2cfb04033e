import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** A key, or two after each other, and what it does. */
export interface Shortcut {
  /** As in `/` or `g t`. */
  readonly keys: string;
  readonly does: string;
  run(): void;
}

/** All shortcuts in force, for the overlay. */
export const shortcuts = signal<readonly Shortcut[]>([]);

let pending = "";
let pendingSince = 0;

/** Puts shortcuts in force while the component is there. */
export function useShortcuts(list: readonly Shortcut[], version: unknown = null): void {
  useEffect(() => {
    shortcuts.value = [...shortcuts.value, ...list];
    return () => {
      shortcuts.value = shortcuts.value.filter((shortcut) => !list.includes(shortcut));
    };
  }, [version]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens for the whole document. */
export function listen(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const isPrefixed = pending !== "" && Date.now() - pendingSince < 1_500;
    const keys = isPrefixed ? `${pending} ${event.key}` : event.key;
    pending = "";
    const found = shortcuts.value.findLast((shortcut) => shortcut.keys === keys);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (shortcuts.value.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) {
      pending = keys;
      pendingSince = Date.now();
    }
  });
}

/** Moves the focus among the elements marked `data-row` on the page. */
export function moveRow(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
}
