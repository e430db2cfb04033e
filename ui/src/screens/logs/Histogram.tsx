import { useMemo, useRef, useState } from "preact/hooks";
import type { LogCounts } from "../../api/logs";
import { setParameters } from "../../app/location";
import { count, plural } from "../../model/format";
import { LEVELS } from "../../model/logFilter";
import { clock, day, rangeText } from "../../model/time";

const HEIGHT = 96;

/** Lines over time, the worst at the bottom. Drag over a part, or click, for that time alone. */
export function Histogram({ data, from, to }: { data: LogCounts; from: number; to: number }) {
  const plot = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const [pointed, setPointed] = useState(-1);
  const sums = useMemo(() => Array.from({ length: data.columns }, (_, column) => data.counts.reduce((sum, level) => sum + level[column]!, 0)), [data]);
  const most = Math.max(1, ...sums);
  const timeAt = (column: number) => from + ((to - from) * column) / data.columns;
  const columnAt = (event: PointerEvent) => {
    const { left, width } = plot.current!.getBoundingClientRect();
    return Math.min(data.columns - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * data.columns)));
  };
  const finish = () => {
    if (!drag) return;
    const [first, last] = [Math.min(...drag), Math.max(...drag) + 1];
    setDrag(null);
    setParameters({ t: rangeText({ kind: "between", from: timeAt(first), to: timeAt(last) }), before: null, after: null, line: null });
  };
  const label = (column: number) => (to - from > 86_400_000 ? `${day(timeAt(column))} ` : "") + clock(timeAt(column), false);
  return (
    <div class="histogram">
      {data.total > 0 && <span class="histogram-most faint" aria-hidden="true">{plural(most, "line")}</span>}
      <div
        class="histogram-plot"
        ref={plot}
        role="img"
        aria-label={`Lines over time, at most ${count(most)} in a column. The time picker above narrows the time too.`}
        onPointerDown={(event) => {
          plot.current!.setPointerCapture(event.pointerId);
          setDrag([columnAt(event), columnAt(event)]);
        }}
        onPointerMove={(event) => {
          setPointed(columnAt(event));
          if (drag) setDrag([drag[0], columnAt(event)]);
        }}
        onPointerLeave={() => setPointed(-1)}
        onPointerUp={finish}
      >
        <svg viewBox={`0 0 ${data.columns * 10} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} aria-hidden="true">
          <Bars data={data} most={most} />
          {drag && <rect class="histogram-drag" x={Math.min(...drag) * 10} y={0} width={(Math.abs(drag[1] - drag[0]) + 1) * 10} height={HEIGHT} />}
        </svg>
        {pointed >= 0 && (
          <div class="menu histogram-tip" style={pointed > data.columns / 2 ? { right: `${100 - (pointed / data.columns) * 100}%` } : { left: `${((pointed + 1) / data.columns) * 100}%` }}>
            <strong>{plural(sums[pointed]!, "line")}</strong>
            {LEVELS.map((level, at) => ({ level, many: data.counts[at]![pointed]! })).filter(({ many }) => many > 0).reverse().map(({ level, many }) => <p>{count(many)} {level === "none" ? "without level" : level}</p>)}
            <p class="soft">{label(pointed)} – {label(pointed + 1)}</p>
          </div>
        )}
      </div>
      <div class="histogram-axis faint" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => <span>{label(share * data.columns)}</span>)}
      </div>
    </div>
  );
}

function Bars({ data, most }: { data: LogCounts; most: number }) {
  const scale = (HEIGHT - 2) / most;
  return useMemo(
    () => (
      <>
        {Array.from({ length: data.columns }, (_, column) => {
          let top = HEIGHT;
          return LEVELS.map((_, at) => LEVELS.length - 1 - at).map((level) => {
            const many = data.counts[level]![column]!;
            if (many === 0) return null;
            const height = Math.max(many * scale, level >= 4 ? 2 : 1);
            top -= height;
            return <rect class={`level-${LEVELS[level]!}`} x={column * 10 + 0.5} y={Math.max(0, top)} width={9} height={height} />;
          });
        })}
      </>
    ),
    [data, most],
  );
}
