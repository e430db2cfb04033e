import { hueStyle } from "./palette";
import { Text } from "./Text";

/** A service: its hue and its name. */
export function Service({ name }: { name: string }) {
  return (
    <span class="service">
      <span class="dot" style={hueStyle(name)} aria-hidden="true" /> {name ? <Text value={name} max={60} /> : <em class="faint">no service name</em>}
    </span>
  );
}
