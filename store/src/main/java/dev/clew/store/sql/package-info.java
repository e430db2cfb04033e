/// Read-only SQL over what the store holds: three tables with promised columns, `spans`, `logs` and
/// `metric_points`, answered by DuckDB over Parquet segments and live chunks alike.
///
/// Users write any `SELECT`; what they see is told in `docs/guide/sql.md` and written down in
/// `SqlTable`. To ask, open a [dev.clew.store.sql.SqlEngine] and give it a text, a
/// [dev.clew.store.sql.SqlSource] that is held until the answer is there, and limits. Every outcome
/// that a caller must handle is a [dev.clew.store.sql.SqlResult].
///
/// **Life of a query.** `Question` tells it in order. DuckDB's parser makes a tree of the text
/// (`Syntax`). `Gate` lets it pass only when every node, field, function, type and table name is on
/// a list, because DuckDB's locks do not keep a query from writing where it may read. `Rewriter`
/// puts a token in the place of each table. What it makes is printed, parsed and put through the
/// gate once more, so that what runs is what was checked; only then `TableText` puts the rows in
/// the place of the tokens.
///
/// **Tables without a schema on disk.** Which attributes have a column of their own differs between
/// segments. The text of a table is written for one query: segments whose layouts are alike in all
/// that the query wants are read together (`SealedRows`), live rows come through a table function
/// that fills only the columns asked for (`LiveFunction`), and all are joined by `UNION ALL`.
///
/// **What is cheap.** `attributes['key']` becomes a hidden column over the dedicated column or the
/// JSON text; a map is made only where a query wants it whole. Comparisons of ids with literals and
/// with each other use the stored form. Hidden columns are used where `Scope` is certain which
/// table a name belongs to, and nowhere that a star could show them (`Stars`). The first rows by
/// some order are found first and read whole afterwards (`LateRows`). Pruning by time is DuckDB's
/// own: it sees through `make_timestamp_ns`.
///
/// **Limits.** `Watch` stops a query at its deadline, when it is cancelled, or when the process
/// grows beyond measure. DuckDB's memory limit holds for what is gathered, sorted and joined, not
/// for what one expression makes of one value; functions that make much of little are therefore not
/// on the list (`Functions`), and the watch is the second line. The parser and the planner cannot
/// be interrupted: length, brackets, depth and the number of tables are bounded before they start.
@NullMarked
package dev.clew.store.sql;

import org.jspecify.annotations.NullMarked;
