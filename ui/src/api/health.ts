import { CALL, NAMED_BY, PARENT_RULES, type Rule, SPAN_RULES } from "../model/findings";
import { nanosOf } from "../model/sql";
import { cells, runSql } from "./sql";

/** What breaks a rule in one service. */
export interface Finding {
  readonly rule: Rule;
  readonly service: string;
  readonly many: number;
  /** Of so many that could. */
  readonly of: number;
  /** How much, in nanoseconds, for times that are off. */
  readonly nanos: number | null;
  readonly traceId: string;
  readonly spanId: string;
}

export interface Examined {
  readonly findings: readonly Finding[];
  readonly spans: number;
  readonly services: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const HOUR = 3_600_000;

function within({ from, to }: Range, alias = ""): string {
  return `${alias}start_nanos >= ${nanosOf(from)} AND ${alias}start_nanos < ${nanosOf(to)}`;
}

/** Rules that a span breaks alone: one pass over all spans. */
export async function examineSpans(range: Range, abort: AbortSignal): Promise<Examined> {
  const flags = SPAN_RULES.map((rule) => `coalesce(${rule.condition}, false) AS ${rule.id}`).join(", ");
  const sums = SPAN_RULES.map((rule) => `count_if(${rule.id}) AS ${rule.id}, arg_max(trace_id || ' ' || span_id, start_nanos) FILTER (WHERE ${rule.id}) AS ${rule.id}_example`).join(", ");
  const rows = cells(await runSql(`SELECT service, count(*) AS spans, ${sums} FROM (SELECT service, trace_id, span_id, start_nanos, ${flags} FROM spans WHERE ${within(range)}) GROUP BY service`, 10_000, abort));
  const findings = rows.flatMap((row) =>
    SPAN_RULES.flatMap((rule) => (Number(row[rule.id]) > 0 ? [finding(rule, { service: row.service, many: row[rule.id], total: row.spans, example: row[`${rule.id}_example`] })] : [])),
  );
  return { findings, spans: rows.reduce((sum, row) => sum + Number(row.spans), 0), services: rows.length };
}

/** Spans whose parent is not there, and spans that begin before a parent in another service. */
export async function examineParents(range: Range, abort: AbortSignal): Promise<Finding[]> {
  const settled = { from: range.from, to: Math.min(range.to, Date.now() - 10_000) };
  const around = { from: range.from - HOUR, to: range.to + HOUR };
  const sql = `
    SELECT service, count(*) AS total, count_if(is_lost AND is_entry) AS lost_caller, count_if(is_lost AND NOT is_entry) AS lost_parent, count_if(early > 0) AS skew,
      arg_max(example, start_nanos) FILTER (WHERE is_lost AND is_entry) AS lost_caller_example,
      arg_max(example, start_nanos) FILTER (WHERE is_lost AND NOT is_entry) AS lost_parent_example,
      arg_max(example, early) FILTER (WHERE early > 0) AS skew_example, max(early) AS nanos
    FROM (
      SELECT s.service, s.start_nanos, s.trace_id || ' ' || s.span_id AS example, p.span_id IS NULL AS is_lost, s.kind IN ('server', 'consumer') AS is_entry,
        CASE WHEN p.service <> s.service THEN p.start_nanos - s.start_nanos END AS early
      FROM (SELECT service, kind, start_nanos, trace_id, span_id, parent_span_id FROM spans WHERE parent_span_id IS NOT NULL AND ${within(settled)}) s
      LEFT JOIN (SELECT service, start_nanos, trace_id, span_id FROM spans WHERE ${within(around)}) p
        ON p.trace_id = s.trace_id AND p.span_id = s.parent_span_id
    ) GROUP BY service`;
  const rows = cells(await runSql(sql, 10_000, abort));
  return rows.flatMap((row) =>
    [PARENT_RULES.lost_caller, PARENT_RULES.lost_parent, PARENT_RULES.skew].flatMap((rule) =>
      Number(row[rule.id]) > 0
        ? [finding(rule, { service: row.service, many: row[rule.id], total: row.total, example: row[`${rule.id}_example`], nanos: rule.id === "skew" ? row.nanos : null })]
        : [],
    ),
  );
}

/** Traces with more than one root, by the service of the latest root. */
export async function examineRoots(range: Range, abort: AbortSignal): Promise<Finding[]> {
  const sql = `
    SELECT service, count_if(roots > 1) AS many, count(*) AS total, arg_max(trace_id, roots) AS example
    FROM (SELECT trace_id, count(*) AS roots, arg_max(service, start_nanos) AS service FROM spans WHERE parent_span_id IS NULL AND ${within(range)} GROUP BY trace_id)
    GROUP BY service HAVING count_if(roots > 1) > 0`;
  return cells(await runSql(sql, 10_000, abort)).map((row) => finding(PARENT_RULES.many_roots, row));
}

/**
 * Services that callers name and that send no spans: any by `peer.service`, and by address those
 * that did send some in the week before.
 */
export async function examineSilent(range: Range, abort: AbortSignal): Promise<Finding[]> {
  const [peer, host, label] = NAMED_BY;
  const week = { from: range.from - 168 * HOUR, to: range.to };
  const sql = `
    WITH here AS (SELECT DISTINCT service FROM spans WHERE ${within(range)}),
      before AS (SELECT DISTINCT service FROM spans WHERE ${within(week)} AND service <> ''),
      calls AS (
        SELECT start_nanos, trace_id || ' ' || span_id AS example,
          coalesce(${peer}, CASE WHEN ${host} IN (SELECT service FROM before) THEN ${host} WHEN ${label} IN (SELECT service FROM before) THEN ${label} END) AS named
        FROM spans WHERE ${within(range)} AND ${CALL})
    SELECT named AS service, count(*) AS many, (SELECT count(*) FROM calls) AS total, arg_max(example, start_nanos) AS example
    FROM calls WHERE named IS NOT NULL AND named <> '' AND named NOT IN (SELECT service FROM here)
    GROUP BY named`;
  return cells(await runSql(sql, 10_000, abort)).map((row) => finding(PARENT_RULES.silent_service, row));
}

/** Spans that were received more than once. */
export async function examineResent(range: Range, abort: AbortSignal): Promise<Finding[]> {
  const sql = `
    SELECT service, sum(times - 1)::BIGINT AS many, sum(times)::BIGINT AS total, arg_max(trace_id || ' ' || span_id, times) AS example
    FROM (SELECT service, kind, start_nanos, trace_id, span_id, count(*) AS times FROM spans WHERE ${within(range)} GROUP BY ALL)
    GROUP BY service HAVING sum(times - 1) > 0`;
  return cells(await runSql(sql, 10_000, abort)).map((row) => finding(PARENT_RULES.resent, row));
}

function finding(rule: Rule, row: Record<string, unknown>): Finding {
  const [traceId, spanId] = String(row.example ?? "").split(" ");
  return { rule, service: String(row.service ?? ""), many: Number(row.many), of: Number(row.total), nanos: row.nanos === null || row.nanos === undefined ? null : Number(row.nanos), traceId: traceId ?? "", spanId: spanId ?? "" };
}
