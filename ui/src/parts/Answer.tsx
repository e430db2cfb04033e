import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Failure } from "../api/failure";
import type { Loaded } from "../api/load";

interface Properties<T> {
  of: Loaded<T>;
  /** What is asked, for the line of progress: "Searching traces". */
  doing: string;
  /** Lines of the skeleton, about the height of the answer. */
  lines?: number;
  children: (data: T) => ComponentChildren;
}

/**
 * Shows an answer: a skeleton at once, progress with Cancel after a second, the earlier answer greyed
 * while a new one loads, and what went wrong in place.
 */
export function Answer<T>({ of, doing, lines = 6, children }: Properties<T>) {
  return (
    <>
      {of.isLoading && <Waiting since={of.since} doing={doing} onCancel={of.cancel} />}
      {of.isCancelled && (
        <p class="waiting">
          Cancelled. <button type="button" class="button" onClick={of.retry}>Ask again</button>
        </p>
      )}
      {of.failure && <Problem failure={of.failure} onRetry={of.retry} />}
      {of.data !== undefined ? (
        <div class={of.isStale ? "stale" : ""} aria-busy={of.isLoading}>{children(of.data)}</div>
      ) : (
        of.isLoading && <Skeleton lines={lines} />
      )}
    </>
  );
}

/** Progress of a question that takes more than a second. */
export function Waiting({ since, doing, onCancel }: { since: number; doing: string; onCancel?: () => void }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const seconds = (now - since) / 1_000;
  if (!since || seconds < 1) return null;
  return (
    <p class="waiting" role="status">
      <i aria-hidden="true" />
      {doing}, {seconds.toFixed(0)} s …
      {onCancel && <button type="button" class="button" onClick={onCancel}>Cancel</button>}
    </p>
  );
}

const TITLES = { away: "The server is away", refused: "This cannot be answered", missing: "Not found", broken: "Something is wrong" };

export function Problem({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  return (
    <div class="problem-box" role="alert">
      <div class="grow">
        <strong>{TITLES[failure.kind]}</strong>
        <p>{failure.message}</p>
        {failure.kind === "broken" && onRetry && <p class="soft">Asked again by itself now and then.</p>}
      </div>
      {onRetry && failure.kind !== "away" && <button type="button" class="button" onClick={onRetry}>Try again</button>}
    </div>
  );
}

/** Grey lines where the answer will stand. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => <i style={{ width: `${92 - ((at * 37) % 45)}%` }} />)}
    </div>
  );
}

/** Nothing to show: says so, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
