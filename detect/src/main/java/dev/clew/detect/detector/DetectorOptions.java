package dev.clew.detect.detector;

/// Budgets of state, in rows. They hold whatever an attacker sends.
///
/// @param maxAccounts rows of each table by account
/// @param maxSources rows of each table by address or network
/// @param maxSessions rows of each table by session or token
/// @param maxSeries pairs of service and operation with a baseline
/// @param geo where addresses are; without one what needs it is off
public record DetectorOptions(
    int maxAccounts, int maxSources, int maxSessions, int maxSeries, GeoTable geo) {
  public static final DetectorOptions DEFAULT =
      new DetectorOptions(500_000, 250_000, 250_000, 2_000, GeoTable.EMPTY);

  public DetectorOptions {
    if (Math.min(Math.min(maxAccounts, maxSources), Math.min(maxSessions, maxSeries)) < 16) {
      throw new IllegalArgumentException("a budget is under 16 rows");
    }
  }

  public DetectorOptions withGeo(GeoTable table) {
    return new DetectorOptions(maxAccounts, maxSources, maxSessions, maxSeries, table);
  }

  /// The same with so many rows by account, address and session.
  public DetectorOptions withRows(int rows) {
    return new DetectorOptions(rows, rows, rows, maxSeries, geo);
  }
}
