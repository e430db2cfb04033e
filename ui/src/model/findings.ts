import { literal } from "./sql";

/** What can be wrong with the telemetry itself. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** What is counted. */
  readonly unit: "span" | "trace" | "call";
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** How bad it is: broken traces before wrong times before poor names. */
  readonly weight: 1 | 2 | 3;
}

export interface SpanRule extends Rule {
  /** Of `spans`. */
  readonly condition: string;
}

const HTTP = "(attributes['http.request.method'] IS NOT NULL OR attributes['http.method'] IS NOT NULL)";

/** Rules that one span alone breaks. */
export const SPAN_RULES: readonly SpanRule[] = [
  {
    id: "unknown_service",
    title: "Service without a name",
    unit: "span",
    weight: 3,
    condition: "service = '' OR starts_with(service, 'unknown_service')",
    advice: "Set OTEL_SERVICE_NAME, or service.name in the resource, of the process that sends these.",
  },
  {
    id: "ends_before_start",
    title: "Ends before it begins",
    unit: "span",
    weight: 2,
    condition: "end_time < start_time",
    advice: "The clock was set back while the span ran: take durations from a monotonic clock and let the host's clock be slewed, not stepped.",
  },
  {
    id: "no_duration",
    title: "Takes no time at all",
    unit: "span",
    weight: 1,
    condition: "duration_nanos = 0 AND end_time = start_time",
    advice: "Make these events of their parent, or end the span after the work is done.",
  },
  {
    id: "no_name",
    title: "Span without a name",
    unit: "span",
    weight: 2,
    condition: "name IS NULL OR trim(name) = ''",
    advice: "Give the span a name of the operation, such as GET /users/{id}.",
  },
  {
    id: "id_in_name",
    title: "Id in the name of a span",
    unit: "span",
    weight: 2,
    condition: "regexp_matches(name, '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|[0-9a-fA-F]{24}|/[0-9]{2,}(/|$)')",
    advice: "Name the span by its route (/users/{id}) and keep the id in an attribute, else every call is an operation of its own.",
  },
  {
    id: "no_http_status",
    title: "Answer without a status code",
    unit: "span",
    weight: 2,
    condition: `kind = 'server' AND ${HTTP} AND attributes['http.response.status_code'] IS NULL AND attributes['http.status_code'] IS NULL`,
    advice: "Record http.response.status_code, else a refused login looks like one that succeeded.",
  },
  {
    id: "no_route",
    title: "Request without a route",
    unit: "span",
    weight: 1,
    condition: `kind = 'server' AND ${HTTP} AND attributes['http.route'] IS NULL`,
    advice: "Let the framework's instrumentation set http.route, so that requests group by what they ask and not by path.",
  },
  {
    id: "silent_error",
    title: "Fails without saying why",
    unit: "span",
    weight: 1,
    condition: "status = 'error' AND status_message IS NULL AND events IS NULL AND attributes['error.type'] IS NULL",
    advice: "Record the exception, or set error.type or the status message where the span is marked as failed.",
  },
  {
    id: "dropped_attributes",
    title: "Attributes dropped by the sender",
    unit: "span",
    weight: 2,
    condition: "dropped_attributes > 0",
    advice: "The SDK cuts spans at a limit: raise OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT, or set fewer attributes in a loop.",
  },
  {
    id: "dropped_events",
    title: "Events dropped by the sender",
    unit: "span",
    weight: 2,
    condition: "dropped_events > 0",
    advice: "The SDK cuts spans at a limit: raise OTEL_SPAN_EVENT_COUNT_LIMIT, or write what happens often as log records.",
  },
  {
    id: "dropped_links",
    title: "Links dropped by the sender",
    unit: "span",
    weight: 2,
    condition: "dropped_links > 0",
    advice: "The SDK cuts spans at a limit: raise OTEL_SPAN_LINK_COUNT_LIMIT, or process smaller batches of messages.",
  },
  {
    id: "old_http",
    title: "HTTP attributes of the old generation",
    unit: "span",
    weight: 1,
    condition: "attributes['http.request.method'] IS NULL AND (attributes['http.method'] IS NOT NULL OR attributes['http.status_code'] IS NOT NULL OR attributes['http.url'] IS NOT NULL)",
    advice: "Update the instrumentation, or set OTEL_SEMCONV_STABILITY_OPT_IN=http: http.method is http.request.method now.",
  },
  {
    id: "old_database",
    title: "Database attributes of the old generation",
    unit: "span",
    weight: 1,
    condition: "attributes['db.system.name'] IS NULL AND (attributes['db.system'] IS NOT NULL OR attributes['db.statement'] IS NOT NULL)",
    advice: "Update the instrumentation, or set OTEL_SEMCONV_STABILITY_OPT_IN=database: db.statement is db.query.text now.",
  },
  {
    id: "old_network",
    title: "Network attributes of the old generation",
    unit: "span",
    weight: 1,
    condition: "attributes['net.peer.name'] IS NOT NULL OR attributes['net.peer.ip'] IS NOT NULL OR attributes['net.sock.peer.addr'] IS NOT NULL OR attributes['net.host.name'] IS NOT NULL",
    advice: "Update the instrumentation: net.peer.name is server.address now, and net.sock.peer.addr is network.peer.address.",
  },
];

/** A call of something that could send spans, which databases and queues do not. */
export const CALL = "kind = 'client' AND attributes['db.system'] IS NULL AND attributes['db.system.name'] IS NULL AND attributes['messaging.system'] IS NULL";

/** Where a caller names what it calls: by name, by host, by the first label of a host. */
export const NAMED_BY = ["attributes['peer.service']", "attributes['server.address']", "split_part(attributes['server.address'], '.', 1)"] as const;

/** Rules about spans and their parents. */
export const PARENT_RULES = {
  lost_caller: {
    id: "lost_caller",
    title: "Called by a span that is not here",
    unit: "span",
    weight: 3,
    advice: "The caller passes a trace on but sends no spans here, or samples differently: instrument it, or let it sample by parent.",
  },
  lost_parent: {
    id: "lost_parent",
    title: "Parent in the same process is lost",
    unit: "span",
    weight: 3,
    advice: "Spans are dropped on their way: look at the exporter's queue and its dropped count, and flush it at shutdown.",
  },
  skew: {
    id: "skew",
    title: "Begins before its caller",
    unit: "span",
    weight: 2,
    advice: "The clocks of the two hosts differ: synchronise both with NTP or chrony; durations are right, gaps between services are not.",
  },
  many_roots: {
    id: "many_roots",
    title: "Trace with several roots",
    unit: "trace",
    weight: 3,
    advice: "The trace id is passed on without the span id, or reused for several requests: pass the whole traceparent header, and start a new trace for each request.",
  },
  silent_service: {
    id: "silent_service",
    title: "Called, but sends no spans",
    unit: "call",
    weight: 3,
    advice: "Its callers name it, it tells nothing itself: instrument it, and see that its exporter reaches Clew and that it samples by parent.",
  },
  resent: {
    id: "resent",
    title: "Span sent more than once",
    unit: "span",
    weight: 1,
    advice: "The exporter repeats what was received already, or two pipelines send to the same place: raise its timeout, or take one out.",
  },
} as const satisfies Record<string, Rule>;

export type ParentRule = keyof typeof PARENT_RULES;

export const RULES: readonly Rule[] = [...SPAN_RULES, ...Object.values(PARENT_RULES)].sort((a, b) => b.weight - a.weight);

/** The range as people would write it on the SQL page. */
const PAGE_RANGE = "start_time BETWEEN $from AND $to";

/** A statement, for the SQL page, that lists what breaks a rule. */
export function examplesOf(rule: Rule, service: string): string {
  const span = SPAN_RULES.find(({ id }) => id === rule.id);
  const of = `service = ${literal(service)}`;
  if (span) {
    return `SELECT start_time, name, kind, duration_ms, trace_id, span_id\nFROM spans\nWHERE ${PAGE_RANGE} AND ${of}\n  AND (${span.condition})\nORDER BY start_time DESC LIMIT 200`;
  }
  switch (rule.id as ParentRule) {
    case "lost_caller":
    case "lost_parent":
      return `SELECT s.start_time, s.name, s.kind, s.parent_span_id AS missing, s.trace_id, s.span_id\nFROM spans s LEFT JOIN spans p ON p.trace_id = s.trace_id AND p.span_id = s.parent_span_id\nWHERE s.${PAGE_RANGE} AND s.${of}\n  AND s.parent_span_id IS NOT NULL AND p.span_id IS NULL AND s.kind ${rule.id === "lost_caller" ? "" : "NOT "}IN ('server', 'consumer')\nORDER BY s.start_time DESC LIMIT 200`;
    case "skew":
      return `SELECT s.start_time, p.service AS caller, p.name AS called_by, s.name, (p.start_nanos - s.start_nanos) / 1e6 AS early_ms, s.trace_id\nFROM spans s JOIN spans p ON p.trace_id = s.trace_id AND p.span_id = s.parent_span_id\nWHERE s.${PAGE_RANGE} AND s.${of}\n  AND p.service <> s.service AND s.start_nanos < p.start_nanos\nORDER BY early_ms DESC LIMIT 200`;
    case "many_roots":
      return `SELECT min(start_time) AS start_time, count(*) AS roots, trace_id\nFROM spans\nWHERE ${PAGE_RANGE} AND parent_span_id IS NULL\nGROUP BY trace_id HAVING count(*) > 1 AND arg_max(service, start_nanos) = ${literal(service)}\nORDER BY roots DESC LIMIT 200`;
    case "silent_service":
      return `SELECT start_time, service AS caller, name, kind, attributes['server.address'] AS address, trace_id, span_id\nFROM spans\nWHERE ${PAGE_RANGE} AND ${CALL}\n  AND ${literal(service)} IN (${NAMED_BY.join(", ")})\nORDER BY start_time DESC LIMIT 200`;
    case "resent":
      return `SELECT min(start_time) AS start_time, name, count(*) AS times, trace_id, span_id\nFROM spans\nWHERE ${PAGE_RANGE} AND ${of}\nGROUP BY name, kind, start_nanos, trace_id, span_id HAVING count(*) > 1\nORDER BY times DESC LIMIT 200`;
  }
}
