import { useState } from "preact/hooks";
import { exact, shortId } from "../model/format";
import { cutTo, pieces } from "../model/text";
import { dateTime, clock, nanosToMillis, utcOfNanos } from "../model/time";

/** Text from telemetry: never markup, unseen characters as escapes, long values cut with a count. */
export function Text({ value, max = 300 }: { value: string; max?: number }) {
  const cut = cutTo(value, max);
  return (
    <bdi>
      {pieces(cut.shown).map((piece) => (piece.isEscape ? <span class="escape">{piece.text}</span> : piece.text))}
      {cut.left > 0 && <span class="more"> … {exact(cut.left)} more characters</span>}
    </bdi>
  );
}

/** Long text that opens in place, so many characters at a time. */
export function LongText({ value, max = 400 }: { value: string; max?: number }) {
  const [shown, setShown] = useState(max);
  const left = value.length - shown;
  return (
    <>
      <Text value={value.length > shown ? cutTo(value, shown).shown : value} max={shown} />
      {left > 0 && (
        <button type="button" class="button link more" onClick={() => setShown(shown + 20_000)}>
          {" "}… {exact(left)} more characters
        </button>
      )}
    </>
  );
}

/** An instant in decimal nanoseconds: local, with exact UTC on hover. */
export function Instant({ nanos, isDated = false }: { nanos: string; isDated?: boolean }) {
  const ms = nanosToMillis(nanos);
  return (
    <time dateTime={utcOfNanos(nanos)} title={`${utcOfNanos(nanos)} (UTC)\n${dateTime(ms)}`}>
      {isDated ? dateTime(ms) : clock(ms)}
    </time>
  );
}

/** An id, shortened in the middle; a click copies the whole one. */
export function Id({ value, ends = 4 }: { value: string; ends?: number }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value).catch(() => undefined);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" class="button link mono" title={`${value}\nClick to copy`} aria-label={isCopied ? "copied" : `${shortId(value, ends)}, copy ${value}`} onClick={copy}>
      {isCopied ? "copied" : shortId(value, ends)}
    </button>
  );
}
