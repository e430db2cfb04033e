package dev.clew.bench.canon;

/// Questions 11 to 15 over the table `spans`. All knowledge of its columns is here and in
/// [dev.clew.bench.target.StoredSpans].
final class SqlTexts {
  private static final String IN_RANGE = " where start_nanos >= {start} and start_nanos < {end} ";

  static final String RED =
      """
      select start_nanos // 60000000000 as minute, service, count(*) as spans,
        count(*) filter (where status = 'error') as errors,
        approx_quantile(duration_nanos, 0.99) as p99
      from spans
      """
          + IN_RANGE
          + "group by all order by all limit 100000";

  static final String OPERATIONS =
      """
      select service, name, count(*) as spans, approx_quantile(duration_nanos, 0.99) as p99
      from spans
      """
          + IN_RANGE
          + "group by all order by p99 desc";

  static final String QUANTILES =
      """
      select start_nanos // 60000000000 as minute,
        approx_quantile(duration_nanos, 0.5) as p50, approx_quantile(duration_nanos, 0.99) as p99
      from spans
      """
          + IN_RANGE
          + "group by all order by all";

  static final String USERS =
      """
      select attributes['user.id'] as account, count(*) as spans,
        approx_quantile(duration_nanos, 0.99) as p99
      from spans
      """
          + IN_RANGE
          + "group by all order by p99 desc limit 20";

  static final String SPRAY =
      """
      select attributes['client.address'] as address,
        count(distinct attributes['user.id']) as accounts
      from spans
      """
          + IN_RANGE
          + "and attributes['auth.result'] = 'failure' group by all order by accounts desc limit 20";

  static final String COMPARE =
      """
      select entry.key as key, entry.value as value,
        count(*) filter (where failed) as among_errors, count(*) filter (where not failed) as rest
      from (
        select status = 'error' as failed, unnest(map_entries(attributes)) as entry from spans
      """
          + IN_RANGE
          + ") group by all order by among_errors desc limit 50";

  private SqlTexts() {}
}
