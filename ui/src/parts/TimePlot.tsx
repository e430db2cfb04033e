import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { timeTicks } from "../model/heat";
import { clock, day } from "../model/time";
import { colour } from "./palette";
import { themeTurn } from "./theme";
import { useWidth } from "./useWidth";

export interface Line {
  readonly label: string;
  /** A value a step; null where there is none. */
  readonly values: readonly (number | null)[];
  /** The token of its colour. */
  readonly token: string;
  readonly isDashed?: boolean;
  readonly isFilled?: boolean;
}

interface Properties {
  /** What is drawn, for those who do not see it. */
  label: string;
  fromMs: number;
  toMs: number;
  lines: readonly Line[];
  /** A value with its unit. */
  format: (value: number) => string;
  /** The least that the axis reaches up to. */
  least?: number;
  height?: number;
  /** Plots of one group point at the same instant. */
  group?: string;
  onSelect?: (fromMs: number, toMs: number) => void;
}

/** Lines over time. Drag over a part to look at that time. */
export function TimePlot({ label, fromMs, toMs, lines, format, least = 0, height = 150, group, onSelect }: Properties) {
  const [holder, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<{ readonly step: number; readonly x: number } | null>(null);
  const select = useRef(onSelect);
  select.current = onSelect;
  const steps = lines[0]?.values.length ?? 0;
  const stepMs = (toMs - fromMs) / Math.max(1, steps);
  useEffect(() => {
    if (width === 0 || steps === 0) return;
    const data = [Array.from({ length: steps }, (_, at) => (fromMs + (at + 0.5) * stepMs) / 1_000), ...lines.map((line) => [...line.values])];
    const plot = new uPlot(options(), data as uPlot.AlignedData, holder.current!);
    return () => plot.destroy();
  }, [lines, width, themeTurn.value]);

  function options(): uPlot.Options {
    const axis = { stroke: colour("text-faint"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, font: `11px ${getComputedStyle(holder.current!).fontFamily}` };
    const isLong = toMs - fromMs > 36 * 3_600_000;
    return {
      width,
      height,
      padding: [8, 6, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 5 }, drag: { x: Boolean(select.current), y: false, setScale: false }, ...(group ? { sync: { key: group } } : {}) },
      scales: { x: { time: true, range: [fromMs / 1_000, toMs / 1_000] }, y: { range: (_, __, most) => [0, Math.max(least, (most || 0) * 1.08) || 1] } },
      axes: [
        {
          ...axis,
          size: 24,
          gap: 4,
          splits: () => timeTicks({ columns: 1, rows: 1, fromMs, toMs, leastNanos: 1, mostNanos: 2 }, Math.max(2, Math.floor(width / 90))).filter((ms) => ((toMs - ms) / (toMs - fromMs)) * width > 18).map((ms) => ms / 1_000),
          values: (_, splits) => splits.map((seconds) => (isLong ? day(seconds * 1_000).slice(5) : clock(seconds * 1_000, false).replace(/:00$/, ""))),
        },
        { ...axis, size: 58, gap: 6, space: 34, values: (_, splits) => splits.map((value) => (value === 0 ? "0" : format(value))) },
      ],
      series: [
        {},
        ...lines.map((line) => ({
          label: line.label,
          stroke: colour(line.token),
          width: 1.5,
          points: { show: false },
          ...(line.isDashed ? { dash: [4, 3] } : {}),
          ...(line.isFilled ? { fill: faint(colour(line.token)) } : {}),
        })),
      ],
      hooks: {
        setCursor: [({ cursor, bbox }) => setPointed(typeof cursor.idx === "number" ? { step: cursor.idx, x: (cursor.left ?? 0) + bbox.left / devicePixelRatio } : null)],
        setSelect: [
          (plot) => {
            const { left, width: wide } = plot.select;
            if (wide < 4) return;
            select.current?.(plot.posToVal(left, "x") * 1_000, plot.posToVal(left + wide, "x") * 1_000);
          },
        ],
      },
    };
  }

  return (
    <figure class="time-plot">
      <figcaption class="row small">
        {lines.map((line, at) => (
          <span class="row time-plot-key">
            <i style={{ borderColor: `var(--${line.token})`, borderTopStyle: line.isDashed ? "dashed" : "solid" }} aria-hidden="true" />
            <span class="soft">{line.label}</span>
            {pointed !== null && <span>{shown(lines[at]!.values[pointed.step], format)}</span>}
          </span>
        ))}
      </figcaption>
      <div ref={holder} role="img" aria-label={label} style={{ height: `${height}px` }} />
      {pointed !== null && <span class="time-plot-at small" style={{ left: `${Math.min(width - 32, Math.max(32, pointed.x))}px` }}>{clock(fromMs + pointed.step * stepMs, false)}</span>}
    </figure>
  );
}

function shown(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? "–" : format(value);
}

function faint(stroke: string): string {
  return `color-mix(in oklab, ${stroke} 12%, transparent)`;
}
