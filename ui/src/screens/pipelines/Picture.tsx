import { useMemo } from "preact/hooks";
import { here } from "../../app/location";
import { layered } from "../../model/layers";
import { factsOf, nameOf, type Pipelines, type Stage, warnings } from "../../model/pipelines";
import { plural } from "../../model/format";
import { visible } from "../../model/text";

const SIZE = { width: 178, height: 76, gapX: 46, gapY: 18 };
const EDGE = 14;

interface Properties {
  view: Pipelines;
  rates: readonly (number | null)[];
  selected: string;
}

/** The file as stages from left to right; each leads to all it tells. */
export function Picture({ view, rates, selected }: Properties) {
  const shape = JSON.stringify([view.stages.map(nameOf), view.edges]);
  const layout = useMemo(() => layered(view.stages.length, view.edges, SIZE), [shape]);
  const wrong = new Map(warnings(view).reverse().map(({ stage, isBad }) => [stage, isBad ? "bad" : "warn"]));
  return (
    <div class="scroller pipelines-picture" tabindex={0} role="group" aria-label={`${plural(view.stages.length, "stage")} from receivers to exporters`}>
      <div style={{ width: `${layout.width + EDGE * 2}px`, height: `${layout.height + EDGE * 2}px` }}>
        <svg width={layout.width + EDGE * 2} height={layout.height + EDGE * 2} aria-hidden="true">
          <defs>
            <marker id="pipelines-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
              <path d="M0 0.500 7.500 4 0 7.500z" fill="var(--text-faint)" />
            </marker>
          </defs>
          <g transform={`translate(${EDGE} ${EDGE})`}>
            {view.edges.map(([from, to], at) => (
              <path d={curve([layout.x[from]! + SIZE.width, layout.y[from]! + SIZE.height / 2, ...layout.bends[at]!, layout.x[to]! - 1, layout.y[to]! + SIZE.height / 2])} marker-end="url(#pipelines-arrow)" />
            ))}
          </g>
        </svg>
        {view.stages.map((stage, at) => (
          <Box key={nameOf(stage) + at} stage={stage} rate={rates[at] ?? null} isSelected={nameOf(stage) === selected} wrong={wrong.get(stage) ?? ""} x={layout.x[at]! + EDGE} y={layout.y[at]! + EDGE} />
        ))}
      </div>
    </div>
  );
}

/** Level at both ends and through each bend. */
function curve(points: readonly number[]): string {
  let path = `M${points[0]} ${points[1]}`;
  for (let at = 2; at < points.length; at += 2) {
    const [fromX, fromY, toX, toY] = [points[at - 2]!, points[at - 1]!, points[at]!, points[at + 1]!];
    const middle = (fromX + toX) / 2;
    path += ` C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`;
  }
  return path;
}

/** How a kind of stage is called above its name. */
function kindOf({ kind, pipeline, isLeftOut }: Stage): string {
  if (isLeftOut) return `${kind}, left out`;
  return kind === "store" ? "searchable here" : kind === "processor" ? pipeline : kind;
}

function Box({ stage, rate, isSelected, wrong, x, y }: { stage: Stage; rate: number | null; isSelected: boolean; wrong: string; x: number; y: number }) {
  const title = stage.kind === "store" ? "Clew's store" : stage.id;
  return (
    <a
      data-row
      class={`pipelines-box ${stage.kind} ${isSelected ? "selected" : ""} ${wrong} ${stage.isLeftOut ? "left-out" : ""}`}
      aria-current={isSelected ? "true" : undefined}
      title={visible(`${title}: ${kindOf(stage)}`, 200)}
      href={here({ stage: isSelected ? null : nameOf(stage) })}
      style={{ left: `${x}px`, top: `${y}px`, width: `${SIZE.width}px`, height: `${SIZE.height}px` }}
    >
      <span class="pipelines-kind cut">{visible(kindOf(stage), 60)}</span>
      <strong class="cut">{visible(title, 60)}{wrong && <span class={wrong}> !<span class="hidden"> has a warning</span></span>}</strong>
      {factsOf(stage, rate).map((fact) => <span class="pipelines-fact cut">{fact}</span>)}
    </a>
  );
}
