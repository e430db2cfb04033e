package dev.clew.bench.canon;

/// One question of the canon.
///
/// @param number in the canon
/// @param selectivity `match`, `few`, `none` or `all`
/// @param share of the spans that it should match, as far as the data tells
record Question(int number, String name, String selectivity, double share, Ask ask) {

  /// How it is asked.
  sealed interface Ask {
    /// A search in TraceQL.
    record Search(String text) implements Ask {}

    /// A path.
    record Get(String path) implements Ask {}

    /// A trace by id, another one each time; the hint is ten minutes around its start.
    record Trace(boolean hasHint) implements Ask {}

    /// SQL; `{start}` and `{end}` stand for the range in nanoseconds.
    record Sql(String text) implements Ask {}
  }
}
