import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { fieldText, LENGTHS, parseRange, rangeLabel, rangeText } from "../model/time";
import { Icon } from "../parts/Icon";
import { range, refresh, setRange, span } from "./location";

/** The one picker of time: lengths until now, or two instants. */
export function RangePicker() {
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) isOpen.value = false;
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, []);
  const choose = (text: string) => {
    const chosen = parseRange(text);
    if (chosen) setRange(chosen);
    isOpen.value = false;
  };
  const current = rangeText(range.value);
  return (
    <div class="range anchor row" ref={box} onKeyDown={(event) => event.key === "Escape" && (isOpen.value = false)}>
      <button type="button" class="button" aria-expanded={isOpen.value} aria-label={`Time range: ${rangeLabel(range.value)}`} onClick={() => (isOpen.value = !isOpen.value)}>
        <Icon name="clock" size={14} /> {rangeLabel(range.value)}
      </button>
      <button type="button" class="button icon" aria-label="Newest data (r)" title="Newest data (r)" onClick={refresh}>
        <Icon name="refresh" size={14} />
      </button>
      {isOpen.value && (
        <div class="menu" role="group" aria-label="Time range">
          <div class="choices" role="radiogroup" aria-label="Until now">
            {LENGTHS.map((length) => (
              <button type="button" role="radio" aria-checked={length === current} onClick={() => choose(length)}>
                {rangeLabel(parseRange(length)!)}
              </button>
            ))}
          </div>
          <Absolute onChoose={choose} />
        </div>
      )}
    </div>
  );
}

function Absolute({ onChoose }: { onChoose: (text: string) => void }) {
  const from = useSignal(fieldText(span.value.from));
  const to = useSignal(fieldText(span.value.to));
  const [start, end] = [Date.parse(from.value), Date.parse(to.value)];
  const isValid = start < end;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onChoose(`${start}-${end}`);
      }}
    >
      <label>
        From
        <input class="field" type="datetime-local" step={1} value={from.value} onInput={(event) => (from.value = event.currentTarget.value)} />
      </label>
      <label>
        To
        <input class="field" type="datetime-local" step={1} value={to.value} onInput={(event) => (to.value = event.currentTarget.value)} />
      </label>
      {!isValid && <p class="bad small" role="alert">The end must be after the start.</p>}
      <button class="button primary" disabled={!isValid}>Show</button>
      <p class="faint small">Local time. The address of the page keeps it.</p>
    </form>
  );
}
