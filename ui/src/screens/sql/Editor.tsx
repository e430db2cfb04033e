import type { RefObject } from "preact";
import { useRef } from "preact/hooks";

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
  const lines = text.split("\n").length;
  const wrongLine = wrongAt < 0 ? -1 : text.slice(0, wrongAt).split("\n").length;
  const follow = () => {
    const { scrollTop, scrollLeft } = input.current!;
    numbers.current!.scrollTop = scrollTop;
    under.current!.scrollTop = scrollTop;
    under.current!.scrollLeft = scrollLeft;
  };
  return (
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
          onInput={(event) => onChange(event.currentTarget.value)}
          onScroll={follow}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onRun();
            } else if (event.key === "Escape") {
              event.currentTarget.blur();
            }
          }}
        />
      </div>
    </div>
  );
}
