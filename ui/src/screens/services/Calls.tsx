import { href } from "../../app/location";
import { shareOf } from "../../model/change";
import { percent, rate } from "../../model/format";
import { type Graph, kindOf, type MapNode, titleOf } from "../../model/serviceMap";
import { Service } from "../../parts/Service";
import { Text } from "../../parts/Text";
import { ofEdge } from "./doors";
import { time } from "./WorkTable";

/** The edges of the map as a table, those with most failures first. */
export function Calls({ graph, seconds }: { graph: Graph; seconds: number }) {
  const edges = [...graph.edges].sort((a, b) => b.edge.failed - a.edge.failed || b.edge.count - a.edge.count);
  return (
    <div class="scroller">
      <table class="table" aria-label="Calls">
        <thead>
          <tr><th>From</th><th>To</th><th>How</th><th class="number">Rate</th><th class="number">Errors</th><th class="number">p50</th><th class="number">p99</th><th><span class="hidden">Traces</span></th></tr>
        </thead>
        <tbody>
          {edges.map(({ edge }) => (
            <tr>
              <td><Node node={edge.from} /></td>
              <td><Node node={edge.to} /></td>
              <td class="soft">{edge.isAsync ? "by message" : "calls"}</td>
              <td class="number">{rate(edge.count / seconds)}</td>
              <td class={`number ${edge.failed > 0 ? "bad" : "soft"}`}>{edge.failed > 0 ? percent(shareOf(edge)) : "–"}</td>
              <td class="number">{time(edge.p50)}</td>
              <td class="number">{time(edge.p99)}</td>
              <td class="number"><a data-row href={href("traces", null, { q: ofEdge(edge) })} aria-label={`Traces from ${titleOf(edge.from)} to ${titleOf(edge.to)}`}>Traces</a></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Node({ node }: { node: MapNode }) {
  if (node.kind === "service") return <Service name={node.name} />;
  return <><Text value={titleOf(node)} max={60} /> <span class="soft small">{kindOf(node)}</span></>;
}
