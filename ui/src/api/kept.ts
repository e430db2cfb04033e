import { PARTIAL, POLICY, WEIGHT } from "../model/pipelines";
import { type Kept, keptOf } from "../model/pipelines";
import { literal, nanosOf } from "../model/sql";
import { cells, runSql } from "./sql";
import type { Window } from "./words";

/** How far a trace may reach beyond the window it was found in. */
const AROUND_MILLIS = 3_600_000;

/** Why traces are there, by their ids; those that no sampler kept are left out. */
export async function keptTraces(ids: readonly string[], { start, end }: Window, abort: AbortSignal): Promise<ReadonlyMap<string, Kept>> {
  if (ids.length === 0) return new Map();
  const of = (key: string) => `attributes[${literal(key)}]`;
  const sql = `
    SELECT trace_id, max(${of(POLICY)}) AS policy, max(${of(WEIGHT)}) AS weight, bool_or(coalesce(${of(PARTIAL)} = 'true', false)) AS partial
    FROM spans WHERE start_nanos >= ${nanosOf(start * 1_000 - AROUND_MILLIS)} AND start_nanos < ${nanosOf(end * 1_000 + AROUND_MILLIS)}
      AND trace_id IN (${ids.map(literal).join(", ")}) AND ${of(POLICY)} IS NOT NULL
    GROUP BY trace_id`;
  const rows = cells(await runSql(sql, ids.length, abort));
  return new Map(
    rows.flatMap((row) => {
      const kept = keptOf([{ key: POLICY, value: row.policy }, { key: WEIGHT, value: row.weight }, { key: PARTIAL, value: row.partial }]);
      return kept ? [[String(row.trace_id), kept] as const] : [];
    }),
  );
}
