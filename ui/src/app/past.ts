/** Texts that were searched for, newest first, as this browser remembers them. */
const KEY = "clew.past";
const MOST = 12;

export function past(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text): text is string => typeof text === "string") : [];
  } catch {
    return [];
  }
}

export function remember(text: string): void {
  if (!text) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...past().filter((old) => old !== text)].slice(0, MOST)));
  } catch {
    // Nothing is remembered where nothing may be stored.
  }
}
