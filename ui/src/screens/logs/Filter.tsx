import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useShortcuts } from "../../app/keys";
import { Icon } from "../../parts/Icon";

interface Properties {
  text: string;
  problem: { readonly problem: string; readonly at: number } | null;
  onSearch: (text: string) => void;
}

/** The box of the filter, with its whole language below it. */
export function Filter({ text, problem, onSearch }: Properties) {
  const draft = useSignal(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => void (draft.value = text), [text]);
  useShortcuts(useMemo(() => [{ keys: "f", does: "Filter log records", run: () => input.current?.focus() }], []));
  return (
    <form
      class="log-filter"
      role="search"
      aria-label="Filter log records"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft.value.trim());
      }}
    >
      <div class="row">
        <input
          ref={input}
          class="field mono grow"
          type="text"
          aria-label="Filter"
          aria-invalid={problem !== null}
          aria-describedby="log-filter-help"
          placeholder="words in the text, service:name, level>=warn, key=value"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={draft.value}
          onInput={(event) => (draft.value = event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        {text && <button type="button" class="button plain icon" aria-label="Clear the filter" onClick={() => onSearch("")}><Icon name="close" /></button>}
        <button type="submit" class="button">Filter</button>
      </div>
      {problem ? (
        <p class="log-problem bad small" role="alert">
          At character {problem.at + 1}: {problem.problem}. <span class="mono">{text.slice(Math.max(0, problem.at - 20), problem.at)}<mark>{text.slice(problem.at, problem.at + 20) || " "}</mark></span>
        </p>
      ) : (
        <p class="small faint" id="log-filter-help">
          <code>word</code> or <code>"some words"</code> in the text · <code>service:name</code> · <code>level:error</code> · <code>level&gt;=warn</code> · <code>key=value</code> · <code>key!=value</code> · <code>key=*</code> · <code>trace:id</code> · <code>event:name</code> · <code>-</code> before a term: not
        </p>
      )}
    </form>
  );
}
