import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { findLogs, type LogLine, type LogQuestion } from "../../api/logs";
import { useShortcuts } from "../../app/keys";
import { setParameters } from "../../app/location";
import { plural } from "../../model/format";
import type { Term } from "../../model/logFilter";
import { clock } from "../../model/time";
import { Problem, Skeleton } from "../../parts/Answer";
import { Lines } from "./Lines";

/** Lines held; older ones are let go. */
const MOST = 1_000;
const EVERY_MILLIS = 2_000;
const BACK_MILLIS = 900_000;
/** Clocks of senders may be ahead. */
const AHEAD_MILLIS = 60_000;

function tailQuestion(terms: readonly Term[]): LogQuestion {
  const now = Date.now();
  return { terms, from: now - BACK_MILLIS, to: now + AHEAD_MILLIS };
}

/** The question by which a line of the tail is found again, whenever it is asked. */
export function lineQuestion(terms: readonly Term[], nanos: string): LogQuestion {
  const ms = Number(nanos.slice(0, -6));
  return { terms, from: ms - 1_000, to: ms + 1_000 };
}

/** The newest lines, asked again and again while somebody looks and has not scrolled down. */
export function Tail({ terms, filter, chosen }: { terms: readonly Term[]; filter: string; chosen: string }) {
  const lines = useSignal<readonly LogLine[] | null>(null);
  const failure = useSignal<unknown>(null);
  const asked = useSignal(0);
  const isHeld = useSignal(false);
  const isScrolled = useSignal(false);
  const why = isHeld.value ? "Paused" : chosen ? "Paused while a line is open" : isScrolled.value ? "Paused while you are not at the top" : "";
  const isPaused = useRef(false);
  isPaused.current = why !== "";
  useShortcuts([{ keys: "p", does: "Pause the live lines, and go on", run: () => (isHeld.value = !isHeld.value) }]);
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      if (!isPaused.current && document.visibilityState === "visible") {
        try {
          const found = await findLogs(tailQuestion(terms), null, MOST, abort.signal);
          if (!isPaused.current || lines.value === null) {
            lines.value = found;
            asked.value = Date.now();
          }
          failure.value = null;
        } catch (reason) {
          if (abort.signal.aborted) return;
          failure.value = reason;
        }
      }
      timer = setTimeout(() => void ask(), EVERY_MILLIS);
    };
    lines.value = null;
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [filter]);
  return (
    <section class="card" aria-label="Live lines" onScrollCapture={(event) => (isScrolled.value = (event.target as Element).scrollTop > 4)}>
      <header class="log-live">
        <span class={why || failure.value ? "dot" : "dot log-pulse"} aria-hidden="true" />
        <span role="status">{why || (failure.value ? "Not up to date: trying again every 2 s" : "Live")}</span>
        <span class="soft small">
          {lines.value && `${why ? `as of ${clock(asked.value)}, ` : "asked every 2 s, "}the newest ${plural(lines.value.length, "line")}${lines.value.length === MOST ? "; older ones are let go" : " of the last 15 min"}`}
        </span>
        <span class="grow" />
        <button type="button" class="button" aria-pressed={isHeld.value} title="p" onClick={() => (isHeld.value = !isHeld.value)}>Pause</button>
        <button type="button" class="button plain" onClick={() => setParameters({ live: null, line: null })}>End live</button>
      </header>
      {failure.value !== null && <Problem failure={failureOf(failure.value)} />}
      {lines.value === null ? (
        failure.value === null && <Skeleton lines={14} />
      ) : lines.value.length === 0 ? (
        <p class="soft log-none">No line matches in the last 15 min. What comes in appears here.</p>
      ) : (
        <Lines lines={lines.value} cursor={null} total={undefined} chosen={chosen} isDated={false} />
      )}
    </section>
  );
}
