import { useEffect, useReducer, useRef } from "preact/hooks";
import { type Failure, failureOf } from "./failure";
import { returns } from "./http";

/** How long after a failure of the server a question is asked again: longer each time. */
const AGAIN_MILLIS = [2_000, 4_000, 8_000, 15_000, 30_000];

/** What a page knows of an answer it asked for. */
export interface Loaded<T> {
  /** The newest answer; while another loads, the one before. */
  readonly data: T | undefined;
  /** Whether `data` answers an earlier question. */
  readonly isStale: boolean;
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
  /** When the question that is under way was asked, in milliseconds since 1970. */
  readonly since: number;
  readonly isCancelled: boolean;
  cancel(): void;
  retry(): void;
}

/** Answers kept of each kind, which is the first word of a key; they may be large. */
const KEPT_OF_KIND = 8;
const answers = new Map<string, unknown>();

function keep(key: string, answer: unknown): void {
  answers.delete(key);
  answers.set(key, answer);
  const kind = `${key.split(" ", 1)[0]} `;
  const alike = [...answers.keys()].filter((each) => each.startsWith(kind));
  for (const oldest of alike.slice(0, -KEPT_OF_KIND)) answers.delete(oldest);
}

interface State<T> {
  key: string | null;
  data: T | undefined;
  dataKey: string | null;
  failure: Failure | undefined;
  abort: AbortController | null;
  since: number;
  isCancelled: boolean;
  /** How often the server failed to answer in a row. */
  failures: number;
}

/**
 * Asks a question again whenever its key changes; null asks nothing. Answers are kept, so that
 * Back shows at once what was there. A question that failed because the server was away is asked
 * again when it is back; one that the server failed to answer, after a while and while somebody looks.
 */
export function useLoad<T>(key: string | null, load: (abort: AbortSignal) => Promise<T>): Loaded<T> {
  const [, redraw] = useReducer((turn: number, _: void) => turn + 1, 0);
  const [turn, again] = useReducer((turn: number, _: void) => turn + 1, 0);
  const held = useRef<State<T>>({ key: null, data: undefined, dataKey: null, failure: undefined, abort: null, since: 0, isCancelled: false, failures: 0 });
  const state = held.current;
  const back = returns.value;
  if (key !== state.key) {
    state.key = key;
    state.failure = undefined;
    state.isCancelled = false;
    state.failures = 0;
    if (key !== null && answers.has(key)) {
      state.data = answers.get(key) as T;
      state.dataKey = key;
    }
  }
  useEffect(() => {
    if (key === null || state.dataKey === key) return;
    const abort = new AbortController();
    state.abort = abort;
    state.since = Date.now();
    if (state.failure?.kind !== "broken") state.failure = undefined;
    state.isCancelled = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    redraw();
    load(abort.signal).then(
      (data) => {
        keep(key, data);
        if (abort.signal.aborted) return;
        state.data = data;
        state.dataKey = key;
        state.failure = undefined;
        state.failures = 0;
        state.abort = null;
        redraw();
      },
      (reason: unknown) => {
        if (abort.signal.aborted) return;
        state.failure = failureOf(reason);
        state.abort = null;
        redraw();
        if (state.failure.kind === "broken") timer = whenSeen(AGAIN_MILLIS[Math.min(state.failures++, AGAIN_MILLIS.length - 1)]!, () => again());
      },
    );
    return () => {
      clearTimeout(timer);
      state.abort = null;
      abort.abort();
    };
  }, [key, back, turn]);
  return {
    data: state.data,
    isStale: state.dataKey !== key,
    failure: state.failure,
    isLoading: key !== null && state.dataKey !== key && !state.failure && !state.isCancelled,
    since: state.since,
    isCancelled: state.isCancelled,
    cancel: () => {
      state.abort?.abort();
      state.abort = null;
      state.isCancelled = true;
      redraw();
    },
    retry: () => {
      state.dataKey = null;
      state.failure = undefined;
      state.failures = 0;
      again();
    },
  };
}

/** Runs something after a while, and not before somebody looks. */
function whenSeen(millis: number, run: () => void): ReturnType<typeof setTimeout> {
  return setTimeout(() => {
    if (document.visibilityState === "visible") run();
    else document.addEventListener("visibilitychange", run, { once: true });
  }, millis);
}
