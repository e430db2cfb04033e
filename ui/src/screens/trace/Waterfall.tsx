import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useShortcuts } from "../../app/keys";
import { duration } from "../../model/format";
import { rowOf, rowsOf } from "../../model/rows";
import type { Layout } from "./layout";
import { pathParts } from "./parts";
import { WaterfallRow } from "./WaterfallRow";
import { ticks, type Zoom } from "./zoom";

const ROW = 24;
const SPARE = 8;

interface Properties {
  layout: Layout;
  zoom: Zoom;
  selected: number;
  isPathShown: boolean;
  onSelect: (span: number) => void;
}

/** Spans as lines over time; only the lines in view are in the document. */
export function Waterfall({ layout, zoom, selected, isPathShown, onSelect }: Properties) {
  const { tree, repeats } = layout;
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [openGroups, setOpenGroups] = useState<ReadonlySet<number>>(new Set());
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(tree, repeats, closed, openGroups), [layout, closed, openGroups]);
  const parts = useMemo(() => (isPathShown ? pathParts(layout) : null), [layout, isPathShown]);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setHeight(entry!.contentRect.height));
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (selected < 0) return;
    const group = repeats.of[selected]!;
    if (group >= 0 && !openGroups.has(group) && repeats.list[group]!.members[0] !== selected) {
      setOpenGroups(new Set([...openGroups, group]));
      return;
    }
    const row = rowOf(rows, tree, selected);
    const box = scroller.current!;
    const at = row * ROW;
    if (row >= 0 && (at < box.scrollTop || at > box.scrollTop + box.clientHeight - 2 * ROW)) box.scrollTop = at - box.clientHeight / 3;
  }, [selected, rows]);

  const toggle = (row: number, isOpen?: boolean) => {
    const group = rows.group[row]!;
    const set = new Set(group >= 0 ? openGroups : closed);
    const key = group >= 0 ? group : rows.span[row]!;
    const isIn = isOpen === undefined ? !set.has(key) : group >= 0 ? isOpen : !isOpen;
    if (isIn) set.add(key);
    else set.delete(key);
    if (group >= 0) setOpenGroups(set);
    else setClosed(set);
  };

  const current = useRef({ rows, selected, onSelect, toggle });
  current.current = { rows, selected, onSelect, toggle };
  const move = (step: number) => {
    const { rows, selected, onSelect } = current.current;
    const row = selected < 0 ? -1 : rowOf(rows, tree, selected);
    const next = Math.min(rows.size - 1, Math.max(0, row + step));
    onSelect(rows.span[next]!);
  };
  const open = (isOpen: boolean) => {
    const { rows, selected, toggle } = current.current;
    const row = rowOf(rows, tree, selected);
    if (row >= 0) toggle(row, isOpen);
  };
  useShortcuts(
    useMemo(
      () => [
        { keys: "j", does: "Next span", run: () => move(1) },
        { keys: "k", does: "Span before", run: () => move(-1) },
        { keys: "ArrowDown", does: "Next span", run: () => move(1) },
        { keys: "ArrowUp", does: "Span before", run: () => move(-1) },
        { keys: "ArrowRight", does: "Open what is below a span", run: () => open(true) },
        { keys: "ArrowLeft", does: "Close what is below a span", run: () => open(false) },
        { keys: "Escape", does: "Close the span", run: () => current.current.onSelect(-1) },
      ],
      [],
    ),
  );

  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.size, Math.ceil((top + height) / ROW) + SPARE);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  return (
    <div class="waterfall">
      <Axis zoom={zoom} />
      <div class="waterfall-rows" ref={scroller} tabIndex={0} role="tree" aria-label="Spans" onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
        <div class="waterfall-space" role="presentation" style={{ height: `${rows.size * ROW}px` }}>
          {shown.map((row) => (
            <WaterfallRow
              key={`${rows.group[row]} ${rows.span[row]}`}
              layout={layout}
              span={rows.span[row]!}
              group={rows.group[row]!}
              indent={rows.indent[row]!}
              top={row * ROW}
              zoom={zoom}
              parts={parts}
              isSelected={rows.span[row] === selected && rows.group[row] === -1}
              isOpen={rows.group[row]! >= 0 ? openGroups.has(rows.group[row]!) : !closed.has(rows.span[row]!)}
              onToggle={() => toggle(row)}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Axis({ zoom }: { zoom: Zoom }) {
  const length = zoom.to - zoom.from;
  return (
    <div class="waterfall-axis" aria-hidden="true">
      <span class="waterfall-label faint">Service and span</span>
      <div class="waterfall-ticks">
        {ticks(zoom.from, zoom.to, 6).filter((tick) => tick < zoom.to - length * 0.06).map((tick) => (
          <span style={{ left: `${((tick - zoom.from) / length) * 100}%` }}>{duration(tick)}</span>
        ))}
      </div>
    </div>
  );
}
