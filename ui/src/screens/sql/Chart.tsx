import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type ChartData, formatOf } from "../../model/columns";
import { exact } from "../../model/format";
import { visible } from "../../model/text";
import { clock, dateTime, day } from "../../model/time";
import { colour } from "../../parts/palette";
import { Text } from "../../parts/Text";
import { themeTurn } from "../../parts/theme";
import { useWidth } from "../../parts/useWidth";

const HEIGHT = 320;
type Series = Extract<ChartData, { kind: "series" }>;
type Bars = Extract<ChartData, { kind: "bars" }>;

/** The picture of a result. */
export function Chart({ data }: { data: ChartData }) {
  return data.kind === "series" ? <Lines data={data} /> : <BarList data={data} />;
}

function Lines({ data }: { data: Series }) {
  const [holder, width] = useWidth<HTMLDivElement>();
  const plot = useRef<HTMLDivElement>(null);
  const format = formatOf(data.unit);
  useEffect(() => {
    if (width === 0) return;
    const made = new uPlot(options(data, width), [[...data.times], ...data.series.map((series) => series.values)] as uPlot.AlignedData, plot.current!);
    return () => made.destroy();
  }, [data, width, themeTurn.value]);
  return (
    <div class="sql-chart" ref={holder}>
      <p class="small soft"><Text value={data.unit} max={80} />, by time (local)</p>
      <div role="img" aria-label={`${visible(data.unit)} over time: ${data.series.map((series) => `${visible(series.name, 60)} up to ${format(Math.max(...series.values.map((value) => value ?? 0)))}`).join("; ")}`} ref={plot} style={{ minHeight: `${HEIGHT + 40}px` }} />
      {data.left > 0 && <p class="small soft">The {data.series.length} largest of {exact(data.series.length + data.left)} lines.</p>}
    </div>
  );
}

function options(data: Series, width: number): uPlot.Options {
  const axis = { stroke: colour("text-faint"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 } };
  const format = formatOf(data.unit);
  return {
    width,
    height: HEIGHT,
    legend: { live: true },
    axes: [{ ...axis, values: timeTicks }, { ...axis, size: 70, values: (_, ticks) => ticks.map((tick) => (tick === 0 ? "0" : format(tick))) }],
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.05 : 1] } },
    series: [
      { label: "Time", value: (_, seconds) => (seconds === null ? "–" : dateTime(seconds * 1_000)) },
      ...data.series.map((series, at): uPlot.Series => ({
        label: visible(series.name, 60),
        stroke: colour(`hue-${at}`),
        width: 1.5,
        spanGaps: true,
        points: { show: data.times.length < 100, size: 5, fill: colour("surface") },
        value: (_, value) => (value === null ? "–" : format(value)),
      })),
    ],
  };
}

/** Clock times of 24 hours; days where a step is a day. */
function timeTicks(_: uPlot, ticks: number[], __: number, ___: number, step: number): string[] {
  return ticks.map((tick) => (step >= 86_400 ? day(tick * 1_000) : clock(tick * 1_000, false).slice(0, step >= 60 ? 5 : 8)));
}

function BarList({ data }: { data: Bars }) {
  const most = Math.max(...data.bars.map((bar) => Math.abs(bar.value)), 1e-12);
  const format = formatOf(data.unit);
  return (
    <div class="sql-chart">
      <p class="small soft"><Text value={data.unit} max={80} /></p>
      <ul class="bars">
        {data.bars.map((bar) => (
          <li>
            <span class="cut" title={visible(bar.name)}>{bar.name ? <Text value={bar.name} max={80} /> : <em class="faint">empty</em>}</span>
            <span class="bar-line"><i style={{ width: `${bar.value === 0 ? 0 : Math.max(0.5, (Math.abs(bar.value) / most) * 100)}%` }} /></span>
            <span class="number" title={String(bar.value)}>{format(bar.value)}</span>
          </li>
        ))}
      </ul>
      {data.left > 0 && <p class="small soft">The first {data.bars.length} of {exact(data.bars.length + data.left)} rows.</p>}
    </div>
  );
}
