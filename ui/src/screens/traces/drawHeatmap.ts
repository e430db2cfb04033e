import type { Heatmap } from "../../api/heatmap";
import { duration } from "../../model/format";
import { durationTicks, rowAt, timeTicks } from "../../model/heat";
import { clock, day } from "../../model/time";
import { colour } from "../../parts/palette";

export const HEIGHT = 210;
export const LEFT = 64;
export const TOP = 8;
export const BOTTOM = 22;

interface Drag {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Paints cells by how many traces they hold, a mark where some have errors, axes, and what is dragged over. */
export function drawHeatmap(canvas: HTMLCanvasElement, width: number, data: Heatmap, drag: Drag | null): void {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = HEIGHT * scale;
  canvas.style.height = `${HEIGHT}px`;
  const paint = canvas.getContext("2d")!;
  paint.scale(scale, scale);
  drawAxes(paint, canvas, width, data);
  drawCells(paint, width, data);
  if (!data.isComplete) {
    const x = LEFT + ((data.oldestMs - data.fromMs) / (data.toMs - data.fromMs)) * (width - LEFT);
    paint.fillStyle = colour("sunken");
    paint.fillRect(LEFT, TOP, Math.max(0, x - LEFT), HEIGHT - TOP - BOTTOM);
    paint.fillStyle = colour("text-faint");
    if (x - LEFT > 90) paint.fillText("not counted", LEFT + 10, HEIGHT / 2);
  }
  if (drag) drawDrag(paint, drag);
}

function drawAxes(paint: CanvasRenderingContext2D, canvas: HTMLCanvasElement, width: number, data: Heatmap): void {
  const { durations, times } = axes(data, width);
  paint.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  paint.textBaseline = "middle";
  for (const { y, text } of durations) {
    paint.fillStyle = colour("line");
    paint.fillRect(LEFT, Math.round(y), width - LEFT, 1);
    paint.fillStyle = colour("text-faint");
    paint.textAlign = "right";
    paint.fillText(text, LEFT - 8, y);
  }
  paint.textAlign = "center";
  for (const { x, text } of times) {
    if (x < LEFT + 20 || x > width - 20) continue;
    paint.fillStyle = colour("text-faint");
    paint.fillText(text, x, HEIGHT - BOTTOM / 2 + 2);
  }
  paint.textAlign = "left";
}

function drawCells(paint: CanvasRenderingContext2D, width: number, { cells, columns, rows }: Heatmap): void {
  const [w, h] = [(width - LEFT) / columns, (HEIGHT - TOP - BOTTOM) / rows];
  let most = 1;
  for (let at = 2; at < cells.length; at += 4) most = Math.max(most, cells[at]!);
  const steps = shades();
  const bad = colour("bad");
  for (let at = 0; at < cells.length; at += 4) {
    const share = most === 1 ? 0.5 : Math.log(cells[at + 2]!) / Math.log(most);
    const [x, y] = [LEFT + cells[at]! * w, HEIGHT - BOTTOM - (cells[at + 1]! + 1) * h];
    paint.fillStyle = steps[Math.round(share * (steps.length - 1))]!;
    paint.fillRect(x, y, Math.max(1, w - 0.5), Math.max(1, h - 0.5));
    if (cells[at + 3]! > 0) {
      const height = Math.max(2, (h - 0.5) * Math.min(1, cells[at + 3]! / cells[at + 2]!));
      paint.fillStyle = bad;
      paint.fillRect(x, y + h - 0.5 - height, Math.max(1, w - 0.5), height);
    }
  }
}

/** Twelve shades from few to many. */
function shades(): string[] {
  const few = colour("heat-0");
  const many = colour("heat-1");
  return Array.from({ length: 12 }, (_, at) => `color-mix(in oklab, ${many} ${Math.round((18 + at * 82 / 11))}%, ${few})`);
}

function drawDrag(paint: CanvasRenderingContext2D, { x0, y0, x1, y1 }: Drag): void {
  paint.fillStyle = colour("accent");
  paint.globalAlpha = 0.14;
  paint.fillRect(x0, y0, x1 - x0, y1 - y0);
  paint.globalAlpha = 1;
  paint.strokeStyle = colour("accent");
  paint.strokeRect(x0, y0, x1 - x0, y1 - y0);
}

/** What stands at the axes. */
function axes(data: Heatmap, width: number) {
  const isLong = data.toMs - data.fromMs > 36 * 3_600_000;
  return {
    durations: durationTicks(data, 6).map((nanos) => ({ y: HEIGHT - BOTTOM - (rowAt(data, nanos) / data.rows) * (HEIGHT - BOTTOM - TOP), text: duration(nanos) })),
    times: timeTicks(data, Math.max(2, Math.floor(width / 110))).map((ms) => ({
      x: LEFT + ((ms - data.fromMs) / (data.toMs - data.fromMs)) * (width - LEFT),
      text: isLong ? day(ms).slice(5) : clock(ms, false).replace(/:00$/, ""),
    })),
  };
}
