// Loads JSON rows into a ClickHouse table and prints one line of JSON: rows, bytes, processor time.
// Arguments: data folder, then the files of rows. The table has the columns, codecs, indexes and
// order of the OpenTelemetry Collector's ClickHouse exporter.
const { Session } = require('chdb');

const [dataFolder, ...files] = process.argv.slice(2);
const session = new Session(dataFolder);
const cpuSeconds = () => {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) / 1e6;
};
const ask = (sql) => session.query(sql, 'JSONEachRow').trim();

const text = (name) => `${name} String CODEC(ZSTD(1))`;
const word = (name) => `${name} LowCardinality(String) CODEC(ZSTD(1))`;
const map = (name) => `${name} Map(LowCardinality(String), String) CODEC(ZSTD(1))`;
const bloom = (name, on, rate) => `INDEX ${name} ${on} TYPE bloom_filter(${rate}) GRANULARITY 1`;

session.query('CREATE DATABASE IF NOT EXISTS otel ENGINE = Atomic');
session.query(`
  CREATE TABLE otel.otel_traces (
    Timestamp DateTime64(9) CODEC(Delta, ZSTD(1)),
    ${text('TraceId')}, ${text('SpanId')}, ${text('ParentSpanId')}, ${text('TraceState')},
    ${word('SpanName')}, ${word('SpanKind')}, ${word('ServiceName')},
    ${map('ResourceAttributes')},
    ${text('ScopeName')}, ${text('ScopeVersion')},
    ${map('SpanAttributes')},
    Duration UInt64 CODEC(ZSTD(1)),
    ${word('StatusCode')}, ${text('StatusMessage')},
    Events Nested (Timestamp DateTime64(9), Name LowCardinality(String),
      Attributes Map(LowCardinality(String), String)) CODEC(ZSTD(1)),
    Links Nested (TraceId String, SpanId String, TraceState String,
      Attributes Map(LowCardinality(String), String)) CODEC(ZSTD(1)),
    ${bloom('idx_trace_id', 'TraceId', 0.001)},
    ${bloom('idx_res_attr_key', 'mapKeys(ResourceAttributes)', 0.01)},
    ${bloom('idx_res_attr_value', 'mapValues(ResourceAttributes)', 0.01)},
    ${bloom('idx_span_attr_key', 'mapKeys(SpanAttributes)', 0.01)},
    ${bloom('idx_span_attr_value', 'mapValues(SpanAttributes)', 0.01)},
    INDEX idx_duration Duration TYPE minmax GRANULARITY 1
  ) ENGINE = MergeTree
  PARTITION BY toDate(Timestamp)
  ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))
  SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1`);

const before = cpuSeconds();
for (const file of files) {
  session.query(`
    INSERT INTO otel.otel_traces SELECT * FROM file('${file}', 'JSONEachRow')
    SETTINGS max_threads = 1, max_insert_threads = 1, max_insert_block_size = 100000,
      date_time_input_format = 'best_effort'`);
}
const inserted = cpuSeconds();
session.query('OPTIMIZE TABLE otel.otel_traces FINAL');
const merged = cpuSeconds();

const totals = JSON.parse(ask(`
  SELECT toUInt32(sum(rows)) AS rows, toUInt64(sum(bytes_on_disk)) AS bytes
  FROM system.parts WHERE active AND database = 'otel' AND table = 'otel_traces'
  SETTINGS output_format_json_quote_64bit_integers = 0`));
const distinct = JSON.parse(ask(`
  SELECT toUInt32(uniqExact(SpanId)) AS ids FROM otel.otel_traces`));
const columns = ask(`
  SELECT name, data_compressed_bytes AS bytes FROM system.columns
  WHERE database = 'otel' AND table = 'otel_traces' ORDER BY bytes DESC LIMIT 8
  SETTINGS output_format_json_quote_64bit_integers = 0`).split('\n').map((line) => JSON.parse(line));

console.log(JSON.stringify({
  version: JSON.parse(ask('SELECT version() AS version')).version,
  rows: totals.rows,
  distinct: distinct.ids,
  bytes: totals.bytes,
  insertCpuSeconds: inserted - before,
  mergeCpuSeconds: merged - inserted,
  columns: Object.fromEntries(columns.map((column) => [column.name, column.bytes / totals.rows])),
}));
