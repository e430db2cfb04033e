import type { ComponentChildren } from "preact";

/** The sentence a page opens on, what stands below it, and what can be done. */
export function Head({ answer, below, children }: { answer: ComponentChildren; below?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div class="answer">
        <h1>{typeof answer === "string" ? together(answer) : answer}</h1>
        {below && <p>{below}</p>}
      </div>
      {children}
    </header>
  );
}

/** A number stays on the line of its unit. */
function together(text: string): string {
  return text.replace(/(\d) (?=(?:ns|µs|ms|s|min|h|d|k|M|G|%|\/s)(?![\p{L}\d]))/gu, "$1\u00a0");
}
