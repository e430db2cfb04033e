import { duration } from "../../model/format";
import { visible } from "../../model/text";
import { endOf, isError, textOf } from "../../model/trace";
import { Icon } from "../../parts/Icon";
import { hueOf } from "../../parts/palette";
import { Text } from "../../parts/Text";
import type { Layout } from "./layout";
import { type PathParts, repeatPath } from "./parts";
import type { Zoom } from "./zoom";

interface Properties {
  layout: Layout;
  span: number;
  group: number;
  indent: number;
  top: number;
  zoom: Zoom;
  parts: PathParts | null;
  isSelected: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onSelect: (span: number) => void;
}

const MOST_INDENT = 24;

/** One line: a span, or a group of repeated ones. */
export function WaterfallRow({ layout, span, group, indent, top, zoom, parts, isSelected, isOpen, onToggle, onSelect }: Properties) {
  const { trace, tree, repeats } = layout;
  const repeat = group >= 0 ? repeats.list[group]! : null;
  const service = textOf(trace.services, span);
  const name = textOf(trace.names, span);
  const isBad = repeat ? repeat.members.some((member) => isError(trace, member)) : isError(trace, span);
  const isParent = repeat !== null || tree.childCount[span]! > 0;
  return (
    <div
      class="waterfall-row"
      role="treeitem"
      aria-level={indent + 1}
      aria-selected={isSelected}
      aria-expanded={isParent ? isOpen : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => (repeat ? onToggle() : onSelect(isSelected ? -1 : span))}
    >
      <div class="waterfall-label" style={{ paddingLeft: `${8 + Math.min(indent, MOST_INDENT) * 12}px` }}>
        {isParent ? (
          <button type="button" class="twist" tabIndex={-1} aria-hidden="true" onClick={(event) => (event.stopPropagation(), onToggle())}>
            <Icon name={isOpen ? "down" : "right"} size={11} />
          </button>
        ) : (
          <span class="twist" />
        )}
        <span class="dot" style={{ background: `var(--${hueOf(service)})` }} />
        <span class="hidden">{visible(service, 60)}: {isBad && "error in "}</span>
        {isBad && <span class="bad-mark" aria-hidden="true">!</span>}
        <span class="cut" title={`${visible(service)} · ${visible(name)}`}>
          {repeat && <b class="times">× {repeat.members.length.toLocaleString("en-US")} </b>}
          <Text value={name} max={120} />
          {repeat && <span class="times-sum">, {duration(repeat.total)}</span>}
        </span>
        {!isOpen && !repeat && isParent && <span class="faint below">+{tree.weight[span]! - 1}</span>}
      </div>
      <div class="waterfall-time">
        {repeat ? <Group layout={layout} group={group} zoom={zoom} isBad={isBad} /> : <Bar layout={layout} span={span} zoom={zoom} parts={parts} />}
      </div>
    </div>
  );
}

function place(at: number, zoom: Zoom): number {
  return ((at - zoom.from) / (zoom.to - zoom.from)) * 100;
}

function Bar({ layout: { trace, path }, span, zoom, parts }: { layout: Layout; span: number; zoom: Zoom; parts: PathParts | null }) {
  const from = place(trace.starts[span]!, zoom);
  const to = place(endOf(trace, span), zoom);
  const [left, right] = [Math.max(0, from), Math.min(100, to)];
  const isError_ = isError(trace, span);
  const sections = parts?.get(span) ?? [];
  if (right < 0 || left > 100) return null;
  return (
    <>
      <span
        class={`bar-of ${isError_ ? "is-bad" : ""} ${parts && sections.length === 0 ? "is-off" : ""}`}
        style={{ left: `${left}%`, width: `${Math.max(0, right - left)}%`, background: `var(--${isError_ ? "bad" : hueOf(textOf(trace.services, span))})` }}
      />
      {sections.length > 0 && (
        <svg class="path-of" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
          <path d={sections.slice(0, 2_000).map((at) => section(path.from[at]!, path.to[at]!, zoom)).join("")} />
        </svg>
      )}
      <Amount nanos={trace.durations[span]!} left={left} right={right} />
    </>
  );
}

function section(from: number, to: number, zoom: Zoom): string {
  const [start, end] = [Math.max(0, place(from, zoom) * 10), Math.min(1_000, place(to, zoom) * 10)];
  return end <= 0 || start >= 1_000 ? "" : `M${start.toFixed(2)} 0H${Math.max(end, start + 1).toFixed(2)}V1H${start.toFixed(2)}z`;
}

function Group({ layout: { trace, repeats }, group, zoom, isBad }: { layout: Layout; group: number; zoom: Zoom; isBad: boolean }) {
  const repeat = repeats.list[group]!;
  const hue = isBad ? "bad" : hueOf(textOf(trace.services, repeat.members[0]!));
  return (
    <>
      <svg class="group-of" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
        <path d={repeatPath(trace, repeat, zoom)} style={{ fill: `var(--${hue})` }} />
      </svg>
      <Amount nanos={repeat.total} left={Math.max(0, place(repeat.start, zoom))} right={Math.min(100, place(repeat.end, zoom))} sum />
    </>
  );
}

/** The duration beside the bar, on the side where there is room. */
function Amount({ nanos, left, right, sum = false }: { nanos: number; left: number; right: number; sum?: boolean }) {
  const text = `${sum ? "Σ " : ""}${duration(nanos)}`;
  if (right < 86) return <span class="amount" style={{ left: `calc(${Math.max(0, right)}% + 6px)` }}>{text}</span>;
  if (left > 14) return <span class="amount" style={{ right: `calc(${100 - left}% + 6px)` }}>{text}</span>;
  return <span class="amount inside" style={{ right: "6px" }}>{text}</span>;
}
