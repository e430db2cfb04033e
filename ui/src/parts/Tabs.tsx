/** A choice of one among a few, as a row of buttons. */
export function Choice<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void }) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = options.findIndex(([option]) => option === value);
    const next = options[(at + step + options.length) % options.length]!;
    onChange(next[0]);
    const buttons = (event.currentTarget as HTMLElement).querySelectorAll("button");
    buttons[options.indexOf(next)]?.focus();
  };
  return (
    <div class="tabs" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map(([option, text]) => (
        <button type="button" role="radio" aria-checked={option === value} tabIndex={option === value ? 0 : -1} onClick={() => onChange(option)}>
          {text}
        </button>
      ))}
    </div>
  );
}
