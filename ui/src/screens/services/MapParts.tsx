import { here, href } from "../../app/location";
import { shareOf } from "../../model/change";
import { kindOf, type MapEdge, type MapNode, titleOf } from "../../model/serviceMap";
import { visible } from "../../model/text";
import { hueOf } from "../../parts/palette";
import { ofEdge, ofNode } from "./doors";

export const SIZE = { width: 148, height: 38, gapX: 62, gapY: 16 };

/** A node: a service leads to its operations, anything else to the traces that touch it. */
export function NodeBox({ node, x, y, isSelected, isFaint, onPoint, onFocus }: { node: MapNode; x: number; y: number; isSelected: boolean; isFaint: boolean; onPoint: (isIn: boolean) => void; onFocus: () => void }) {
  const isService = node.kind === "service";
  const whole = visible(titleOf(node), 120);
  const title = visible(titleOf(node), isService ? 17 : 18);
  const kind = visible(kindOf(node), 22);
  return (
    <a
      class={`map-node ${isSelected ? "selected" : ""} ${isFaint ? "faded" : ""} ${isService ? "" : "inferred"}`}
      href={isService ? here({ service: isSelected ? null : node.name }) : href("traces", null, { q: ofNode(node) })}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => {
        onPoint(true);
        onFocus();
      }}
      onBlur={() => onPoint(false)}
      draggable={false}
    >
      <title>{isService ? `${whole}, its operations` : `${whole} (${visible(kindOf(node), 60)}), traces with it`}</title>
      <g transform={`translate(${x} ${y})`}>
        <rect width={SIZE.width} height={SIZE.height} rx={node.kind === "queue" ? SIZE.height / 2 : 7} />
        {isService && <rect class="map-hue" x="10" y={SIZE.height / 2 - 4} width="8" height="8" rx="2" style={{ fill: `var(--${hueOf(node.name)})` }} />}
        <text x={isService ? 26 : 14} y={isService ? SIZE.height / 2 + 4.5 : 17}>{title}</text>
        {!isService && <text class="map-kind" x="14" y="30">{kind}</text>}
      </g>
    </a>
  );
}

interface EdgeProperties {
  edge: MapEdge;
  /** `x, y` in turn. */
  points: readonly number[];
  /** Whether it leads back to the left. */
  isBack: boolean;
  /** Its calls against the most, from 0 to 1. */
  share: number;
  isFaint: boolean;
  label: string;
  onPoint: (edge: MapEdge | null) => void;
  onFocus: () => void;
}

/** An edge: wider for more calls, dashed for messages, red where 1 % or more fail; leads to its traces. */
export function EdgeLine({ edge, points, isBack, share, isFaint, label, onPoint, onFocus }: EdgeProperties) {
  const isBad = shareOf(edge) >= 0.01;
  const path = pathOf(points, isBack);
  return (
    <a
      class={`map-edge ${isBad ? "failing" : ""} ${isFaint ? "faded" : ""}`}
      href={href("traces", null, { q: ofEdge(edge) })}
      aria-label={label}
      onPointerEnter={() => onPoint(edge)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => {
        onPoint(edge);
        onFocus();
      }}
      onBlur={() => onPoint(null)}
      draggable={false}
    >
      <path class="map-edge-room" d={path} />
      <path class="map-edge-line" d={path} stroke-width={1 + share * 2} stroke-dasharray={edge.isAsync ? "5 4" : undefined} marker-end={`url(#arrow-${isBad ? "bad" : "line-strong"})`} />
    </a>
  );
}

/** A smooth way through points; one that leads back leaves and arrives on the usual sides. */
function pathOf(points: readonly number[], isBack: boolean): string {
  let path = `M${points[0]} ${points[1]}`;
  for (let at = 2; at < points.length; at += 2) {
    const [x0, y0, x1, y1] = [points[at - 2]!, points[at - 1]!, points[at]!, points[at + 1]!];
    const bow = isBack ? Math.max(60, Math.abs(x1 - x0) / 3) : (x1 - x0) / 2;
    path += `C${x0 + bow} ${y0} ${x1 - bow} ${y1} ${x1} ${y1}`;
  }
  return path;
}
