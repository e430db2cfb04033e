import { useEffect, useRef } from "preact/hooks";
import { endOf, isError } from "../../model/trace";
import { colour, hueOf } from "../../parts/palette";
import { themeTurn } from "../../parts/theme";
import { useWidth } from "../../parts/useWidth";
import type { Layout } from "./layout";
import type { Zoom } from "./zoom";

const HEIGHT = 44;

/** The whole trace in little: drag over a part to look at it, click twice for the whole. */
export function Minimap({ layout, zoom, onZoom }: { layout: Layout; zoom: Zoom; onZoom: (from: number, to: number) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [box, width] = useWidth<HTMLDivElement>();
  const drag = useRef<{ from: number; to: number } | null>(null);
  const paint = () => canvas.current && width > 0 && draw(canvas.current, width, layout, zoom, drag.current);
  useEffect(() => void paint(), [layout, zoom.from, zoom.to, width, themeTurn.value]);
  const at = (event: PointerEvent) => {
    const { left } = canvas.current!.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * layout.length;
  };
  return (
    <div class="minimap" ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label="The whole trace; drag to look at a part"
        onPointerDown={(event) => {
          canvas.current!.setPointerCapture(event.pointerId);
          drag.current = { from: at(event), to: at(event) };
        }}
        onPointerMove={(event) => {
          if (!drag.current) return;
          drag.current.to = at(event);
          paint();
        }}
        onPointerUp={() => {
          const done = drag.current;
          drag.current = null;
          if (done && Math.abs(done.to - done.from) > layout.length / 200) onZoom(done.from, done.to);
          else paint();
        }}
        onDblClick={() => onZoom(0, layout.length)}
      />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, width: number, { trace, tree, length }: Layout, zoom: Zoom, drag: { from: number; to: number } | null): void {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = HEIGHT * scale;
  canvas.style.height = `${HEIGHT}px`;
  const paint = canvas.getContext("2d")!;
  paint.scale(scale, scale);
  const rows = Math.min(tree.height + 1, HEIGHT - 6);
  const line = (HEIGHT - 6) / rows;
  // One mark for each row and half pixel: a hundred thousand spans are painted in a few thousand strokes.
  const drawn = new Uint8Array(rows * (Math.ceil(width) * 2 + 2));
  const stride = Math.ceil(width) * 2 + 2;
  // What lies within a stretch that is painted already is not painted again.
  const paintedFrom = new Float64Array(rows).fill(Infinity);
  const paintedTo = new Float64Array(rows).fill(-Infinity);
  const hues = trace.services.texts.map((service) => colour(hueOf(service)));
  const bad = colour("bad");
  for (const span of tree.order) {
    const row = Math.min(rows - 1, tree.depth[span]!);
    const x = (trace.starts[span]! / length) * width;
    const end = (endOf(trace, span) / length) * width;
    const cell = row * stride + Math.round(x * 2);
    const isSmall = end - x < 0.5;
    const isBad = isError(trace, span);
    if (!isBad && x >= paintedFrom[row]! && end <= paintedTo[row]!) continue;
    if (x > paintedTo[row]! + 0.5) paintedFrom[row] = x;
    paintedTo[row] = Math.max(paintedTo[row]!, end);
    if (isSmall && drawn[cell]! >= (isBad ? 2 : 1)) continue;
    if (isSmall) drawn[cell] = isBad ? 2 : 1;
    paint.fillStyle = isBad ? bad : hues[trace.services.at[span]!]!;
    paint.fillRect(x, 3 + row * line, Math.max(0.5, end - x), Math.max(0.5, line - (line > 2 ? 0.5 : 0)));
  }
  const shown = drag ? { from: Math.min(drag.from, drag.to), to: Math.max(drag.from, drag.to) } : zoom.isZoomed ? zoom : null;
  if (!shown) return;
  const [from, to] = [(shown.from / length) * width, (shown.to / length) * width];
  paint.fillStyle = colour("sunken");
  paint.globalAlpha = 0.75;
  paint.fillRect(0, 0, from, HEIGHT);
  paint.fillRect(to, 0, width - to, HEIGHT);
  paint.globalAlpha = 1;
  paint.fillStyle = colour("accent");
  paint.fillRect(from - 1, 0, 2, HEIGHT);
  paint.fillRect(to - 1, 0, 2, HEIGHT);
}
