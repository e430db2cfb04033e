import { Failure } from "./failure";
import { getText } from "./http";

/** What Clew tells of itself at one moment. */
export interface Self {
  readonly atMs: number;
  readonly uptimeSeconds: number;
  readonly spans: number;
  readonly logRecords: number;
  readonly points: number;
  readonly rejected: number;
  readonly refused: number;
  readonly segments: number;
  readonly storedBytes: number;
  readonly storedRows: number;
  readonly unsealedRows: number;
  readonly logBytes: number;
  readonly quarantined: number;
}

export async function self(abort: AbortSignal): Promise<Self> {
  const sums = sumsOf(await getText("/metrics", abort));
  const value = (name: string) => {
    const found = sums.get(name);
    if (found === undefined) throw new Failure("broken", `This page does not understand the server: /metrics has no ${name}.`);
    return found;
  };
  const all = (...names: string[]) => names.reduce((sum, name) => sum + (sums.get(name) ?? 0), 0);
  return {
    atMs: Date.now(),
    uptimeSeconds: value("clew_uptime_seconds"),
    spans: value("clew_ingest_spans_total"),
    logRecords: value("clew_ingest_log_records_total"),
    points: value("clew_ingest_points_total"),
    rejected: all("clew_ingest_rejected_spans_total", "clew_ingest_rejected_log_records_total", "clew_ingest_rejected_points_total"),
    refused: all("clew_ingest_refused_requests_total"),
    segments: value("clew_store_segments"),
    storedBytes: value("clew_store_bytes"),
    storedRows: value("clew_store_rows"),
    unsealedRows: value("clew_store_unsealed_rows"),
    logBytes: value("clew_log_disk_bytes"),
    quarantined: all("clew_store_segments_in_quarantine"),
  };
}

/** The series of a text of Prometheus, those of one name added up. */
export function sumsOf(text: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of text.split("\n")) {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{.*\})? (\S+)/.exec(line);
    if (!found) continue;
    const value = Number(found[2]);
    if (Number.isFinite(value)) sums.set(found[1]!, (sums.get(found[1]!) ?? 0) + value);
  }
  return sums;
}
