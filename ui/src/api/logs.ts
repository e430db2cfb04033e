import { conditions, LEVEL_SQL, LEVELS, type Term } from "../model/logFilter";
import { nanosOf } from "../model/sql";
import { Failure } from "./failure";
import { cells, runSql } from "./sql";

/** What is asked of the log records: a filter and a time, in milliseconds since 1970. */
export interface LogQuestion {
  readonly terms: readonly Term[];
  readonly from: number;
  readonly to: number;
}

/** A place in the order of the records: a time, and how many of that very time are passed over. */
export interface LogCursor {
  readonly isOlder: boolean;
  readonly nanos: string;
  readonly passed: number;
}

export interface LogLine {
  readonly nanos: string;
  /** Position in `LEVELS`. */
  readonly level: number;
  readonly severity: string;
  readonly service: string;
  readonly event: string;
  /** The start of the text. */
  readonly body: string;
  readonly length: number;
  readonly traceId: string;
  readonly spanId: string;
}

export interface LogDetail extends LogLine {
  readonly attributes: readonly (readonly [string, string])[];
  readonly resource: readonly (readonly [string, string])[];
  readonly scope: string;
}

export interface LogCounts {
  readonly columns: number;
  /** Records by column and level: `counts[level][column]`. */
  readonly counts: readonly number[][];
  readonly total: number;
  /** Services, those with most errors and then most records first. */
  readonly services: readonly { readonly service: string; readonly lines: number; readonly errors: number }[];
}

const START = 600;
const FIELDS = "time_nanos, severity_number, severity, service, event_name, body, trace_id, span_id";
const ORDER = "time_nanos DESC, trace_id DESC, span_id DESC, body DESC";
const REVERSE = "time_nanos, trace_id NULLS FIRST, span_id NULLS FIRST, body NULLS FIRST";

function where({ terms, from, to }: LogQuestion): string {
  return `FROM logs WHERE time_nanos >= ${nanosOf(from)} AND time_nanos < ${nanosOf(to)}${conditions(terms)}`;
}

/** The records counted over time, by level and by service. */
export async function countLogs(question: LogQuestion, columns: number, abort: AbortSignal): Promise<LogCounts> {
  const width = ((question.to - question.from) * 1e6) / columns;
  const at = `least(${columns - 1}, greatest(0, floor((time_nanos - ${nanosOf(question.from)}) / ${width.toFixed(1)})))::INT`;
  const table = await runSql(`SELECT ${at}, ${LEVEL_SQL}, service, count(*) ${where(question)} GROUP BY ALL`, 100_000, abort);
  const counts = LEVELS.map(() => new Array<number>(columns).fill(0));
  const services = new Map<string, { service: string; lines: number; errors: number }>();
  let total = 0;
  for (const [column, level, service, many] of table.rows) {
    const [place, severity, name, lines] = [Number(column), Number(level), text(service), Number(many)];
    counts[severity]![place]! += lines;
    total += lines;
    const known = services.get(name) ?? { service: name, lines: 0, errors: 0 };
    services.set(name, { service: name, lines: known.lines + lines, errors: known.errors + (severity >= 5 ? lines : 0) });
  }
  return { columns, counts, total, services: [...services.values()].sort((a, b) => b.errors - a.errors || b.lines - a.lines) };
}

/** Records, newest first: the newest, or those older or newer than a cursor. */
export async function findLogs(question: LogQuestion, cursor: LogCursor | null, limit: number, abort: AbortSignal): Promise<LogLine[]> {
  const isReverse = cursor !== null && !cursor.isOlder;
  const bound = cursor ? ` AND time_nanos ${cursor.isOlder ? "<=" : ">="} ${digits(cursor.nanos)}` : "";
  const passed = cursor && cursor.passed > 0 ? ` OFFSET ${cursor.passed}` : "";
  const lines = await lineRows(`SELECT ${FIELDS} ${where(question)}${bound} ORDER BY ${isReverse ? REVERSE : ORDER} LIMIT ${limit}${passed}`, limit, abort);
  return isReverse ? lines.reverse() : lines;
}

/** Records just before and just after one, newest first. */
export async function logsAround(line: { nanos: string; service: string | null }, many: number, abort: AbortSignal): Promise<LogLine[]> {
  const nanos = BigInt(digits(line.nanos));
  const hour = 3_600_000_000_000n;
  const of: readonly Term[] = line.service === null ? [] : [{ kind: "service", value: line.service, isNot: false }];
  const both = await Promise.all([
    lineRows(`SELECT ${FIELDS} FROM logs WHERE time_nanos > ${nanos} AND time_nanos < ${nanos + hour}${conditions(of)} ORDER BY ${REVERSE} LIMIT ${many}`, many, abort),
    lineRows(`SELECT ${FIELDS} FROM logs WHERE time_nanos <= ${nanos} AND time_nanos > ${nanos - hour}${conditions(of)} ORDER BY ${ORDER} LIMIT ${many}`, many, abort),
  ]);
  return [...both[0].reverse(), ...both[1]];
}

/** One record in full: the so-many-th of its time in the order of the page. */
export async function logDetail(question: LogQuestion, nanos: string, place: number, abort: AbortSignal): Promise<LogDetail> {
  const exact = `${where(question)} AND time_nanos = ${digits(nanos)}`;
  const rows = cells(await runSql(`SELECT ${FIELDS.replace("time_nanos", "time_nanos::VARCHAR AS nanos")}, ${LEVEL_SQL} AS level, map_entries(attributes) AS attributes, map_entries(resource) AS resource, scope_name ${exact} ORDER BY ${ORDER.replace("time_nanos DESC, ", "")} LIMIT 1 OFFSET ${place}`, 1, abort));
  const row = rows[0];
  if (!row) throw new Failure("missing", "This record is not there any more.");
  return { ...lineOf(row), body: text(row.body), attributes: entries(row.attributes), resource: entries(row.resource), scope: text(row.scope_name) };
}

async function lineRows(inner: string, limit: number, abort: AbortSignal): Promise<LogLine[]> {
  const order = inner.includes(`ORDER BY ${REVERSE} `) ? REVERSE : ORDER;
  const shown = `time_nanos::VARCHAR AS nanos, ${LEVEL_SQL} AS level, severity, service, event_name, left(body, ${START}) AS start, length(body) AS length, trace_id, span_id`;
  return cells(await runSql(`SELECT ${shown} FROM (${inner}) ORDER BY ${order}`, limit, abort)).map(lineOf);
}

function lineOf(row: Record<string, unknown>): LogLine {
  return {
    nanos: text(row.nanos),
    level: Number(row.level),
    severity: text(row.severity),
    service: text(row.service),
    event: text(row.event_name),
    body: text(row.start),
    length: Number(row.length ?? 0),
    traceId: text(row.trace_id),
    spanId: text(row.span_id),
  };
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function entries(value: unknown): [string, string][] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: { key?: unknown; value?: unknown }): [string, string] => [text(entry.key), text(entry.value)]).sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** Only digits go into a statement. */
function digits(nanos: string): string {
  if (!/^-?\d{1,19}$/.test(nanos)) throw new Failure("refused", `${nanos.slice(0, 40)} is not a time in nanoseconds.`);
  return nanos;
}
