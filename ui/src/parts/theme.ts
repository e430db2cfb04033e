import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const KEY = "clew.theme";

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export const theme = signal<Theme>(stored());

/** Grows by one when colours change: what is painted on canvas is painted again. */
export const themeTurn = signal(0);

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themeTurn.value++);

export function nextTheme(): void {
  const next: Theme = theme.value === "system" ? (isDark() ? "light" : "dark") : theme.value === "dark" ? "light" : "dark";
  theme.value = next;
  document.documentElement.dataset.theme = next;
  themeTurn.value++;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice lasts as long as the page.
  }
}

export function isDark(): boolean {
  return theme.value === "dark" || (theme.value === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}
