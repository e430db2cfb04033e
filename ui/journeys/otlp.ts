/** Traces to send, as OTLP in JSON. */

export interface SentSpan {
  readonly id: number;
  readonly parent?: number;
  readonly name: string;
  readonly startMs: number;
  readonly millis: number;
  readonly attributes?: Record<string, string>;
  readonly isError?: boolean;
  /** As OTLP counts them; 2 is a server. */
  readonly kind?: number;
  /** Ids of spans of the same trace. */
  readonly links?: readonly number[];
  /** Attributes, events and links that the sender left out, each so many. */
  readonly dropped?: number;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, "0");
}

export function traceId(number: number): string {
  return `c1e0${hex(number, 28)}`;
}

function attributes(values: Record<string, string>): object[] {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

/** Spans of one trace and service as one request. */
export function request(trace: number, service: string, spans: readonly SentSpan[]): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributes({ "service.name": service }) },
        scopeSpans: [
          {
            scope: { name: "journey" },
            spans: spans.map((span) => ({
              traceId: traceId(trace),
              spanId: hex(span.id + 1, 16),
              parentSpanId: span.parent === undefined ? "" : hex(span.parent + 1, 16),
              name: span.name,
              kind: span.kind ?? 2,
              startTimeUnixNano: `${Math.round(span.startMs * 1_000)}000`,
              endTimeUnixNano: `${Math.round((span.startMs + span.millis) * 1_000)}000`,
              attributes: attributes(span.attributes ?? {}),
              links: (span.links ?? []).map((id) => ({ traceId: traceId(trace), spanId: hex(id + 1, 16) })),
              droppedAttributesCount: span.dropped ?? 0,
              droppedEventsCount: span.dropped ?? 0,
              droppedLinksCount: span.dropped ?? 0,
              status: span.isError ? { code: 2 } : {},
            })),
          },
        ],
      },
    ],
  };
}

export interface SentLog {
  readonly ms: number;
  readonly body: string;
  readonly level?: number;
  readonly trace?: number;
  readonly span?: number;
  readonly attributes?: Record<string, string>;
}

/** Log records of one service as one request. */
export function logRequest(service: string, logs: readonly SentLog[]): object {
  return {
    resourceLogs: [
      {
        resource: { attributes: attributes({ "service.name": service }) },
        scopeLogs: [
          {
            scope: { name: "journey" },
            logRecords: logs.map((log) => ({
              timeUnixNano: `${Math.round(log.ms * 1_000)}000`,
              severityNumber: log.level ?? 9,
              body: { stringValue: log.body },
              attributes: attributes(log.attributes ?? {}),
              ...(log.trace === undefined ? {} : { traceId: traceId(log.trace), spanId: hex((log.span ?? 0) + 1, 16) }),
            })),
          },
        ],
      },
    ],
  };
}

/** A trace of so many spans, wide and deep, in requests of ten thousand. */
export function large(trace: number, size: number): object[] {
  const startMs = Date.now() - 60_000;
  const spans: SentSpan[] = Array.from({ length: size }, (_, at) => {
    const share = at / size;
    return { id: at, ...(at > 0 ? { parent: Math.floor((at - 1) / 6) } : {}), name: at === 0 ? "large trace" : `step ${at % 97}`, startMs: startMs + share * 5_000, millis: 10_000 * (1 - share) };
  });
  const requests: object[] = [];
  for (let from = 0; from < size; from += 10_000) requests.push(request(trace, `service-${from % 7}`, spans.slice(from, from + 10_000)));
  return requests;
}

export async function send(otlp: string, body: object, signal: "traces" | "logs" = "traces"): Promise<void> {
  const answer = await fetch(`${otlp}/v1/${signal}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
}

/** Logins of ten spans each over the last hour, so many thousand spans, in requests of a thousand logins. */
export function* logins(thousands: number): Generator<object> {
  const now = Date.now();
  for (let turn = 0; turn < thousands / 10; turn++) {
    const requests = Array.from({ length: 1_000 }, (_, login) => {
      const number = 1_000_000 + turn * 1_000 + login;
      const startMs = now - 3_500_000 + ((number * 7_919) % 3_400_000);
      const spans = Array.from({ length: 10 }, (_, at) => ({ id: at, ...(at > 0 ? { parent: at - 1 } : {}), name: at === 0 ? `POST /login/${number % 5}` : `step ${at}`, startMs: startMs + at, millis: 20 + ((number * 31) % 200) / (at + 1), attributes: { "auth.result": number % 20 === 0 ? "failure" : "success" }, isError: number % 20 === 0 && at > 7 }));
      return request(number, `gate-${number % 3}`, spans) as { resourceSpans: object[] };
    });
    yield { resourceSpans: requests.flatMap(({ resourceSpans }) => resourceSpans) };
  }
}
