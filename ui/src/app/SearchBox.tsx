import { effect, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { placeIn } from "../api/failure";
import { languageOf, wantedAt, wordsQuery } from "../model/traceql";
import { Icon } from "../parts/Icon";
import { complete, type Suggestion } from "./completion";
import { go, href, location, timeWindow } from "./location";
import { pages } from "./pages";
import { queryProblem } from "./query";
import { past, remember } from "./past";

let box: HTMLInputElement | null = null;

export function focusSearch(): void {
  box?.focus();
  box?.select();
}

/** The text of the page's question, when it is in a language of this box. */
function asked(): string {
  const page = pages.find((candidate) => candidate.path === location.value.page);
  return page?.language === "TraceQL" ? (location.value.parameters.get("q") ?? "") : "";
}

/** Opens what a text asks for. */
function submit(text: string): void {
  const trimmed = text.trim();
  const language = languageOf(trimmed);
  remember(trimmed);
  const sql = pages.find((page) => page.language === "SQL");
  if (language === "trace id") go(href("trace", trimmed.toLowerCase()));
  else if (language === "SQL" && sql) go(href(sql.path, null, { q: trimmed }));
  else go(href("traces", null, { q: language === "words" ? wordsQuery(trimmed) : trimmed }));
}

/** The one search box: takes TraceQL, SQL, a trace id or words, and says which it sees. */
export function SearchBox() {
  const text = useSignal(asked());
  const suggestions = useSignal<readonly Suggestion[]>([]);
  const chosen = useSignal(-1);
  const isOpen = useSignal(false);
  const isFocused = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const asking = useRef(new AbortController());

  useEffect(() => {
    box = input.current;
    return effect(() => {
      text.value = asked();
    });
  }, []);

  const suggest = async () => {
    asking.current.abort();
    asking.current = new AbortController();
    const abort = asking.current.signal;
    const value = text.value;
    const caret = input.current?.selectionStart ?? value.length;
    const language = languageOf(value);
    const { from } = wantedAt(value, caret);
    suggestions.value = suggestions.value.filter((suggestion) => suggestion.from === from && suggestion.to > 0);
    const found = language === "TraceQL" ? await complete(value, caret, timeWindow.value, abort).catch(() => []) : [];
    if (abort.aborted) return;
    const remembered = value === "" ? past().map((old) => ({ label: old, detail: "asked before", insert: old, from: 0, to: 0 })) : [];
    suggestions.value = [...remembered, ...found];
    chosen.value = -1;
  };

  const accept = (suggestion: Suggestion) => {
    const value = text.value;
    const before = value.slice(0, suggestion.from);
    text.value = before + suggestion.insert + value.slice(suggestion.to).replace(/^\s+/, "");
    const caret = before.length + suggestion.insert.length;
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(caret, caret);
      isOpen.value = true;
      void suggest();
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const list = suggestions.value;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isOpen.value = true;
      const step = event.key === "ArrowDown" ? 1 : -1;
      chosen.value = list.length === 0 ? -1 : (chosen.value + step + list.length + (chosen.value < 0 && step < 0 ? 1 : 0)) % list.length;
      document.getElementById(`suggestion-${chosen.value}`)?.scrollIntoView({ block: "nearest" });
    } else if ((event.key === "Enter" || event.key === "Tab") && isOpen.value && list[chosen.value]) {
      event.preventDefault();
      accept(list[chosen.value]!);
    } else if (event.key === "Enter") {
      event.preventDefault();
      isOpen.value = false;
      submit(text.value);
    } else if (event.key === "Escape") {
      if (isOpen.value) isOpen.value = false;
      else input.current?.blur();
    }
  };

  const problem = queryProblem.value?.text.trim() === text.value.trim() ? queryProblem.value : null;
  const language = languageOf(text.value);
  const isMenuShown = isOpen.value && (suggestions.value.length > 0 || problem !== null);
  return (
    <div class="search" role="search">
      <div class="box">
        <Icon name="search" size={15} />
        <div class="text">
          <Underlined text={text.value} message={problem?.failure.message ?? ""} holder={under} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label="Search"
            aria-expanded={isMenuShown}
            aria-controls="suggestions"
            aria-autocomplete="list"
            aria-invalid={problem !== null}
            aria-activedescendant={chosen.value >= 0 ? `suggestion-${chosen.value}` : undefined}
            placeholder="TraceQL, SQL, a trace id or words"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              isOpen.value = true;
              void suggest();
            }}
            onClick={() => {
              isOpen.value = true;
              void suggest();
            }}
            onFocus={() => (isFocused.value = true)}
            onBlur={() => (isOpen.value = isFocused.value = false)}
            onScroll={() => under.current && (under.current.scrollLeft = input.current!.scrollLeft)}
            onKeyDown={onKeyDown}
          />
        </div>
        {text.value ? <span class="language">{language}</span> : <kbd aria-hidden="true">/</kbd>}
      </div>
      {problem && !isMenuShown && isFocused.value && <p class="menu problem" role="alert">{problem.failure.message}</p>}
      <div class="menu" hidden={!isMenuShown}>
        {problem && <p class="problem">{problem.failure.message}</p>}
        <div role="listbox" id="suggestions" aria-label="Suggestions">
          {suggestions.value.map((suggestion, at) => (
            <div
              role="option"
              id={`suggestion-${at}`}
              aria-selected={at === chosen.value}
              onPointerDown={(event) => {
                event.preventDefault();
                accept(suggestion);
              }}
            >
              <span class="cut">{suggestion.label}</span>
              <span class="detail">{suggestion.detail}</span>
            </div>
          ))}
        </div>
        <p class="hint"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Tab</kbd> take · <kbd>Enter</kbd> search</p>
      </div>
    </div>
  );
}

/** The text once more, unseen, with the place of an error underlined. */
function Underlined({ text, message, holder }: { text: string; message: string; holder: { current: HTMLDivElement | null } }) {
  const place = placeIn(message);
  const characters = [...text];
  const at = place ? Math.min(place.column - 1, Math.max(0, characters.length - 1)) : -1;
  return (
    <div class="under" ref={holder} aria-hidden="true">
      {at >= 0 && <>{characters.slice(0, at).join("")}<mark>{characters[at] ?? " "}</mark></>}
    </div>
  );
}
