import { href } from "../../app/location";
import { POLICY } from "../../model/pipelines";
import { literal } from "../../model/sql";
import { attribute, quoted } from "../../model/traceql";

/** The traces that a policy kept. */
export function keptBy(policy: string): string {
  return href("traces", null, { q: `{ ${attribute("span", POLICY)} = ${quoted(policy)} }` });
}

/** The values of an attribute, the most frequent first. */
export function valuesOf(dimension: string): string {
  const key = literal(dimension);
  return href("sql", null, { q: `SELECT attributes[${key}] AS value, count(*) AS spans\nFROM spans\nWHERE start_time BETWEEN $from AND $to AND attributes[${key}] IS NOT NULL\nGROUP BY value ORDER BY spans DESC LIMIT 200` });
}
