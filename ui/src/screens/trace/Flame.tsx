import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { duration, percent, plural } from "../../model/format";
import { type Box, flameOf } from "../../model/flame";
import { visible } from "../../model/text";
import { colour, hueOf } from "../../parts/palette";
import { themeTurn } from "../../parts/theme";
import { useWidth } from "../../parts/useWidth";
import type { Layout } from "./layout";

const ROW = 22;
const MOST_DEPTH = 400;

/** Where the time of the trace is, by call path: spans of equal path are one box. */
export function Flame({ layout, selected, onSelect }: { layout: Layout; selected: number; onSelect: (span: number) => void }) {
  const boxes = useMemo(() => flameOf(layout.trace, layout.tree).filter((box) => box.depth < MOST_DEPTH), [layout]);
  const [holder, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<Box | null>(null);
  const rows = boxes.reduce((most, box) => Math.max(most, box.depth + 1), 1);
  useEffect(() => {
    if (canvas.current && width > 0) draw(canvas.current, width, rows * ROW, layout, boxes, selected);
  }, [boxes, width, selected, themeTurn.value]);
  const under = (event: MouseEvent): Box | null => {
    const { left, top } = canvas.current!.getBoundingClientRect();
    const x = (event.clientX - left) / width;
    const depth = Math.floor((event.clientY - top) / ROW);
    return boxes.find((box) => box.depth === depth && x >= box.x && x < box.x + box.width) ?? null;
  };
  const { trace } = layout;
  return (
    <div class="flame" ref={holder}>
      <p class="flame-hint soft" role="status">
        {pointed
          ? `${visible(trace.services.texts[pointed.service]!, 40)} · ${visible(trace.names.texts[pointed.name]!, 80)} · ${plural(pointed.spans, "span")}, ${duration(pointed.total)} together, ${percent(pointed.total / layout.length)} of the trace${pointed.errors ? `, ${plural(pointed.errors, "error")}` : ""}`
          : "Width is time by call path. Point at a box, click it for its longest span. The table has the same figures."}
      </p>
      <canvas
        ref={canvas}
        role="img"
        aria-label="Flame graph; the table view has the same figures"
        onMouseMove={(event) => setPointed(under(event))}
        onMouseLeave={() => setPointed(null)}
        onClick={(event) => {
          const box = under(event);
          if (box) onSelect(box.example);
        }}
      />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, width: number, height: number, { trace }: Layout, boxes: readonly Box[], selected: number): void {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.height = `${height}px`;
  const paint = canvas.getContext("2d")!;
  paint.scale(scale, scale);
  paint.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  paint.textBaseline = "middle";
  const ink = colour("surface");
  for (const box of boxes) {
    const [x, y, w] = [box.x * width, box.depth * ROW, box.width * width];
    paint.fillStyle = box.errors > 0 ? colour("bad") : colour(hueOf(trace.services.texts[box.service]!));
    paint.fillRect(x, y, Math.max(0.5, w - 1), ROW - 1);
    if (box.example === selected) {
      paint.strokeStyle = colour("text");
      paint.lineWidth = 2;
      paint.strokeRect(x + 1, y + 1, w - 3, ROW - 3);
    }
    if (w > 40) {
      const often = box.spans > 1 ? `× ${box.spans} ` : "";
      paint.fillStyle = ink;
      paint.save();
      paint.beginPath();
      paint.rect(x, y, w - 6, ROW);
      paint.clip();
      paint.fillText(`${often}${visible(trace.names.texts[box.name]!, 80)}`, x + 6, y + ROW / 2);
      paint.restore();
    }
  }
}
