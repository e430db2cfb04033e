import { useEffect, useRef, useState } from "preact/hooks";
import type { Heatmap } from "../../api/heatmap";
import { duration, plural } from "../../model/format";
import { durationAt, timeAt } from "../../model/heat";
import { clock } from "../../model/time";
import { themeTurn } from "../../parts/theme";
import { useWidth } from "../../parts/useWidth";
import { BOTTOM, drawHeatmap, HEIGHT, LEFT, TOP } from "./drawHeatmap";

interface Box {
  readonly fromMs: number;
  readonly toMs: number;
  readonly leastNanos: number;
  readonly mostNanos: number;
}

/** Traces over time and duration; errors are marked. Drag over a part for the traces in it. */
export function HeatmapPlot({ data, onSelect }: { data: Heatmap; onSelect: (box: Box) => void }) {
  const [holder, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x0: number; y0: number; x1: number; y1: number } | null>(null);
  const [pointed, setPointed] = useState<{ x: number; y: number } | null>(null);
  const paint = () => canvas.current && width > 0 && drawHeatmap(canvas.current, width, data, drag.current);
  useEffect(() => void paint(), [data, width, themeTurn.value]);

  const place = (event: PointerEvent) => {
    const { left, top } = canvas.current!.getBoundingClientRect();
    return { x: Math.min(width, Math.max(LEFT, event.clientX - left)), y: Math.min(HEIGHT - BOTTOM, Math.max(TOP, event.clientY - top)) };
  };
  const columnAt = (x: number) => ((x - LEFT) / (width - LEFT)) * data.columns;
  const rowOf = (y: number) => ((HEIGHT - BOTTOM - y) / (HEIGHT - BOTTOM - TOP)) * data.rows;
  const finish = () => {
    const box = drag.current;
    drag.current = null;
    if (!box || (Math.abs(box.x1 - box.x0) < 4 && Math.abs(box.y1 - box.y0) < 4)) return void paint();
    const [from, to] = [columnAt(Math.min(box.x0, box.x1)), columnAt(Math.max(box.x0, box.x1))];
    const [least, most] = [rowOf(Math.max(box.y0, box.y1)), rowOf(Math.min(box.y0, box.y1))];
    onSelect({ fromMs: timeAt(data, from), toMs: timeAt(data, to), leastNanos: durationAt(data, Math.floor(least)), mostNanos: durationAt(data, Math.ceil(most)) });
  };
  return (
    <div class="heat" ref={holder}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Heatmap of ${plural(data.traces, "trace")} by start and duration, from ${duration(data.leastNanos)} to ${duration(data.mostNanos)}. Facets and the sorted list below narrow the search too.`}
        onPointerDown={(event) => {
          canvas.current!.setPointerCapture(event.pointerId);
          const { x, y } = place(event);
          drag.current = { x0: x, y0: y, x1: x, y1: y };
        }}
        onPointerMove={(event) => {
          const { x, y } = place(event);
          setPointed({ x, y });
          if (drag.current) {
            drag.current = { ...drag.current, x1: x, y1: y };
            paint();
          }
        }}
        onPointerLeave={() => setPointed(null)}
        onPointerUp={finish}
      />
      {pointed && <Tip data={data} column={Math.floor(columnAt(pointed.x))} row={Math.floor(rowOf(pointed.y))} x={pointed.x} y={pointed.y} width={width} />}
    </div>
  );
}

function Tip({ data, column, row, x, y, width }: { data: Heatmap; column: number; row: number; x: number; y: number; width: number }) {
  for (let at = 0; at < data.cells.length; at += 4) {
    if (data.cells[at] !== column || data.cells[at + 1] !== row) continue;
    const errors = data.cells[at + 3]!;
    const isRight = x > width - 240;
    return (
      <div class="menu heat-tip" style={{ top: `${y + 14}px`, ...(isRight ? { right: `${width - x + 10}px` } : { left: `${x + 12}px` }) }}>
        <strong>{plural(data.cells[at + 2]!, "trace")}</strong>
        {errors > 0 && <span class="bad"> · {errors} with an error</span>}
        <p class="soft">{clock(timeAt(data, column), false)} – {clock(timeAt(data, column + 1), false)}</p>
        <p class="soft">{duration(durationAt(data, row))} – {duration(durationAt(data, row + 1))}</p>
      </div>
    );
  }
  return null;
}
