import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { parameter, setParameters } from "../../app/location";
import { shareOf } from "../../model/change";
import { percent, plural, rate } from "../../model/format";
import { layered } from "../../model/layers";
import { fitted, type PanZoom, panZoomText, parsePanZoom, zoomed } from "../../model/panZoom";
import { type Graph, type MapEdge, titleOf } from "../../model/serviceMap";
import { visible } from "../../model/text";
import { Text } from "../../parts/Text";
import { useWidth } from "../../parts/useWidth";
import { EdgeLine, NodeBox, SIZE } from "./MapParts";
import { time } from "./WorkTable";

const LEAST_HEIGHT = 320;
const MOST_HEIGHT = 720;
const MARGIN = 20;
const STEP = 60;
const ZOOM = 1.25;

/** Who calls whom, left to right. Drag moves, Ctrl and wheel or + and − zoom. */
export function MapView({ graph, seconds, selected }: { graph: Graph; seconds: number; selected: string }) {
  const layout = useMemo(() => layered(graph.nodes.length, graph.edges.map(({ from, to }) => [from, to] as const), SIZE), [graph]);
  const [holder, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<MapEdge | null>(null);
  const [near, setNear] = useState<number | null>(null);
  const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, layout.height + 2 * MARGIN));
  const fit = fitted(layout, { width: Math.max(width, 300), height }, MARGIN);
  const [moved, setMoved] = useState<PanZoom | null>(null);
  const at = moved ?? parsePanZoom(parameter("at")) ?? fit;
  const current = useRef(at);
  current.current = at;
  const keep = (next: PanZoom | null) => {
    setMoved(null);
    setParameters({ at: next && panZoomText(next) }, true);
  };
  const zoom = (factor: number, x = width / 2, y = height / 2) => keep(zoomed(current.current, factor, x, y));
  /** What has the focus is never out of sight. */
  const reveal = (x: number, y: number) => {
    const [seenX, seenY] = [at.x + x * at.scale, at.y + y * at.scale];
    if (seenX < 0 || seenX > width || seenY < 0 || seenY > height) keep({ ...at, x: width / 2 - x * at.scale, y: height / 2 - y * at.scale });
  };
  const drag = useDrag(current, setMoved, keep);

  useEffect(() => {
    const frame = holder.current!;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = frame.getBoundingClientRect();
      zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM, event.clientX - left, event.clientY - top);
    };
    frame.addEventListener("wheel", wheel, { passive: false });
    return () => frame.removeEventListener("wheel", wheel);
  }, []);

  const keys = (event: KeyboardEvent) => {
    const shifts: Record<string, readonly [number, number]> = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    const shift = shifts[event.key];
    if (shift) keep({ ...at, x: at.x + shift[0], y: at.y + shift[1] });
    else if (event.key === "+" || event.key === "=") zoom(ZOOM);
    else if (event.key === "-") zoom(1 / ZOOM);
    else if (event.key === "0") keep(null);
    else return;
    event.preventDefault();
  };

  const most = graph.edges.reduce((high, { edge }) => Math.max(high, edge.count), 1);
  const isFaint = (from: number, to: number) => near !== null && from !== near && to !== near;
  const touching = new Set(near === null ? [] : graph.edges.filter(({ from, to }) => from === near || to === near).flatMap(({ from, to }) => [from, to]));
  return (
    <div class="services-map" ref={holder}>
      <svg
        width="100%"
        height={height}
        tabindex={0}
        role="group"
        aria-label={`Map: ${plural(graph.nodes.length, "node")}, ${plural(graph.edges.length, "edge")}. Arrow keys move it, plus and minus zoom, 0 fits all. The table below has the same calls.`}
        onKeyDown={keys}
        {...drag}
      >
        <defs>
          {["line-strong", "bad", "accent"].map((token) => (
            <marker id={`arrow-${token}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
              <path d="M0 0.500 7.500 4 0 7.500z" fill={`var(--${token === "line-strong" ? "text-faint" : token})`} />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${at.x} ${at.y}) scale(${at.scale})`}>
          {graph.edges.map(({ from, to, edge }, index) => (
            <EdgeLine
              key={`${from} ${to} ${edge.isAsync}`}
              edge={edge}
              points={[layout.x[from]! + SIZE.width, layout.y[from]! + SIZE.height / 2, ...layout.bends[index]!, layout.x[to]!, layout.y[to]! + SIZE.height / 2]}
              isBack={layout.layer[from]! > layout.layer[to]!}
              share={Math.log1p(edge.count) / Math.log1p(most)}
              isFaint={isFaint(from, to)}
              label={labelOf(edge, seconds)}
              onPoint={setPointed}
              onFocus={() => reveal((layout.x[from]! + layout.x[to]! + SIZE.width) / 2, (layout.y[from]! + layout.y[to]! + SIZE.height) / 2)}
            />
          ))}
          {graph.nodes.map((node, index) => (
            <NodeBox key={titleOf(node) + node.kind} node={node} x={layout.x[index]!} y={layout.y[index]!} isSelected={node.kind === "service" && node.name === selected} isFaint={near !== null && index !== near && !touching.has(index)} onPoint={(isIn) => setNear(isIn ? index : null)} onFocus={() => reveal(layout.x[index]! + SIZE.width / 2, layout.y[index]! + SIZE.height / 2)} />
          ))}
        </g>
      </svg>
      <div class="services-map-tools">
        <button type="button" class="button icon" aria-label="Larger" onClick={() => zoom(ZOOM)}>+</button>
        <button type="button" class="button icon" aria-label="Smaller" onClick={() => zoom(1 / ZOOM)}>−</button>
        <button type="button" class="button" onClick={() => keep(null)}>Fit</button>
      </div>
      <Legend />
      {pointed && <EdgeTip edge={pointed} seconds={seconds} />}
    </div>
  );
}

/** Moves the map with the pointer; what is clicked without moving stays a link. */
function useDrag(current: { current: PanZoom }, onMove: (next: PanZoom) => void, onEnd: (next: PanZoom) => void) {
  const from = useRef<{ x: number; y: number; at: PanZoom; isMoved: boolean } | null>(null);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) from.current = { x: event.clientX, y: event.clientY, at: current.current, isMoved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = from.current;
      if (!start) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.isMoved && Math.abs(x) + Math.abs(y) < 4) return;
      if (!start.isMoved) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      start.isMoved = true;
      onMove({ ...start.at, x: start.at.x + x, y: start.at.y + y });
    },
    onPointerUp: () => {
      if (from.current?.isMoved) onEnd(current.current);
      from.current = null;
    },
  };
}

function labelOf(edge: MapEdge, seconds: number): string {
  const how = edge.isAsync ? "sends to" : "calls";
  return visible(`${titleOf(edge.from)} ${how} ${titleOf(edge.to)}: ${rate(edge.count / seconds)}, ${percent(shareOf(edge))} errors, p99 ${time(edge.p99)}`, 300);
}

function EdgeTip({ edge, seconds }: { edge: MapEdge; seconds: number }) {
  return (
    <div class="menu services-map-tip" aria-hidden="true">
      <strong><Text value={titleOf(edge.from)} max={40} /> → <Text value={titleOf(edge.to)} max={40} /></strong>
      <p>{rate(edge.count / seconds)} · <span class={edge.failed ? "bad" : ""}>{percent(shareOf(edge))} errors</span> · p50 {time(edge.p50)} · p99 {time(edge.p99)}</p>
      <p class="faint">{edge.isAsync ? "By message. " : ""}Click for its traces.</p>
    </div>
  );
}

function Legend() {
  return (
    <p class="services-map-legend small soft">
      <span><i /> call</span>
      <span><i class="dashed" /> message</span>
      <span><i class="failing" /> 1 % or more fail</span>
      <span><b /> sends no spans itself: told by its callers</span>
    </p>
  );
}
