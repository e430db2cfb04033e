import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { visible } from "../../model/text";
import { complete, type Suggestion } from "./completion";

const LEAST_LINES = 7;
const MOST_LINES = 18;

interface Properties {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** The offset of the character that is wrong; -1 when none is. */
  wrongAt: number;
  onChange: (text: string) => void;
  onRun: () => void;
}

/** A statement with its line numbers; Ctrl or Cmd with Enter runs it. */
export function Editor({ input, text, wrongAt, onChange, onRun }: Properties) {
  const numbers = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [chosen, setChosen] = useState(0);
  const asking = useRef(0);
  const suggest = async (value: string, caret: number) => {
    const turn = ++asking.current;
    const found = await complete(value, caret).catch(() => []);
    if (turn !== asking.current) return;
    setSuggestions(found);
    setChosen(0);
  };
  const close = () => {
    asking.current++;
    setSuggestions([]);
  };
  const accept = (suggestion: Suggestion) => {
    const area = input.current!;
    const rest = text.slice(area.selectionStart);
    const word = suggestion.text.endsWith("']") && rest.startsWith("']") ? suggestion.text.slice(0, -2) : suggestion.text;
    // Into the box itself, so that the caret is in place before the next key.
    area.setRangeText(word, suggestion.from, area.selectionStart, "end");
    if (word !== suggestion.text) area.setSelectionRange(area.selectionStart + 2, area.selectionStart + 2);
    onChange(area.value);
    close();
    area.focus();
  };
  /** Whether a key was for the list of suggestions. */
  const choose = (key: string): boolean => {
    if (suggestions.length === 0) return false;
    if (key === "ArrowDown" || key === "ArrowUp") setChosen((chosen + (key === "ArrowDown" ? 1 : suggestions.length - 1)) % suggestions.length);
    else if (key === "Tab" || key === "Enter") accept(suggestions[chosen]!);
    else if (key === "Escape") close();
    else return false;
    return true;
  };
  const lines = text.split("\n").length;
  const wrongLine = wrongAt < 0 ? -1 : text.slice(0, wrongAt).split("\n").length;
  const follow = () => {
    const { scrollTop, scrollLeft } = input.current!;
    numbers.current!.scrollTop = scrollTop;
    under.current!.scrollTop = scrollTop;
    under.current!.scrollLeft = scrollLeft;
  };
  return (
    <div class="editor-holder">
      <div class="editor" style={{ height: `${Math.min(MOST_LINES, Math.max(LEAST_LINES, lines + 1)) * 20 + 16}px` }}>
        <div class="editor-numbers" ref={numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, at) => <span class={at + 1 === wrongLine ? "bad" : ""}>{at + 1}</span>)}
        </div>
        <div class="editor-text">
          <div class="editor-under" ref={under} aria-hidden="true">
            {wrongAt >= 0 && <>{text.slice(0, wrongAt)}<mark>{/^\w+|^[^]/.exec(text.slice(wrongAt))?.[0].replace("\n", " ") ?? " "}</mark>{`${text.slice(wrongAt)}\n`}</>}
          </div>
          <textarea
            ref={input}
            aria-label="SQL statement"
            aria-invalid={wrongAt >= 0}
            aria-describedby="sql-note"
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            wrap="off"
            value={text}
            aria-autocomplete="list"
            aria-controls="sql-suggestions"
            aria-activedescendant={suggestions.length > 0 ? `sql-suggestion-${chosen}` : undefined}
            onInput={(event) => {
              onChange(event.currentTarget.value);
              void suggest(event.currentTarget.value, event.currentTarget.selectionStart);
            }}
            onBlur={close}
            onPointerDown={close}
            onScroll={follow}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                close();
                onRun();
              } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && choose(event.key)) {
                event.preventDefault();
                event.stopPropagation();
              } else if (event.key === "Escape") {
                event.currentTarget.blur();
              }
            }}
          />
        </div>
      </div>
      <div class="menu editor-menu" hidden={suggestions.length === 0}>
        <div role="listbox" id="sql-suggestions" aria-label="Suggestions">
          {suggestions.map((suggestion, at) => (
            <div
              key={suggestion.text}
              role="option"
              id={`sql-suggestion-${at}`}
              aria-selected={at === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                accept(suggestion);
              }}
            >
              <span class="mono cut">{visible(suggestion.text, 100)}</span>
              <span class="detail">{suggestion.detail}</span>
            </div>
          ))}
        </div>
        <p class="hint"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Tab</kbd> take · <kbd>Esc</kbd> close</p>
      </div>
    </div>
  );
}
