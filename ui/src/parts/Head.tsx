import type { ComponentChildren } from "preact";

/** The sentence a page opens on, what stands below it, and what can be done. */
export function Head({ answer, below, children }: { answer: ComponentChildren; below?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div class="answer">
        <h1>{answer}</h1>
        {below && <p>{below}</p>}
      </div>
      {children}
    </header>
  );
}
