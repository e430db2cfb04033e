import { signal } from "@preact/signals";
import { Failure } from "./failure";

/** Whether the server is away. While it is, it is asked every few seconds whether it is back. */
export const isAway = signal(false);

/** Grows by one each time the server comes back: what failed meanwhile is asked again. */
export const returns = signal(0);

export type Parameters = Record<string, string | number | null | undefined>;

/** Gets JSON. Aborting the signal ends the question on the server too. */
export async function getJson(path: string, parameters: Parameters, abort: AbortSignal): Promise<unknown> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  const answer = await ask(text ? `${path}?${text}` : path, { signal: abort });
  return answer.json();
}

/** Posts JSON and gets JSON. */
export async function postJson(path: string, body: unknown, abort: AbortSignal): Promise<unknown> {
  return (await post(path, body, "application/json", abort)).json();
}

/** Posts JSON and gets text of a media type. */
export async function postForText(path: string, body: unknown, type: string, abort: AbortSignal): Promise<string> {
  return (await post(path, body, type, abort)).text();
}

/** Gets text. */
export async function getText(path: string, abort: AbortSignal): Promise<string> {
  return (await ask(path, { signal: abort })).text();
}

function post(path: string, body: unknown, accept: string, abort: AbortSignal): Promise<Response> {
  return ask(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal: abort,
  });
}

async function ask(path: string, request: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...request });
  } catch (reason) {
    if (request.signal?.aborted) throw reason;
    noticeAway();
    throw new Failure("away", "The server does not answer.");
  }
  if (answer.ok) return answer;
  const message = (await answer.text()).trim().slice(0, 2_000) || `The server answered ${answer.status}.`;
  if (answer.status === 502 || answer.status === 504) noticeAway();
  throw new Failure(answer.status === 404 ? "missing" : answer.status < 500 ? "refused" : "broken", message);
}

/** Tells everybody that the server is away, and begins to ask whether it is back. */
export function noticeAway(): void {
  if (isAway.value) return;
  isAway.value = true;
  setTimeout(() => void knock(500), 500);
}

async function knock(waitMillis: number): Promise<void> {
  try {
    const answer = await fetch("/readyz", { cache: "no-store" });
    if (answer.ok) {
      isAway.value = false;
      returns.value++;
      return;
    }
  } catch {
    // Still away.
  }
  setTimeout(() => void knock(Math.min(waitMillis * 1.5, 5_000)), waitMillis);
}
