/// Writes Parquet files from columns whose text is already in a dictionary, and reads them again.
///
/// A [ParquetWriter] takes one row group after the other; for each column its [Values] are
/// gathered, encoded, compressed and appended, so that no more than one column of one row group is
/// held. A [ParquetReader] asks tests of the columns of a row group, and picks values of rows, with
/// what a [ParquetFile] knows from the footer. What is not needed here is left out: no nesting, no
/// repeated fields, no page index.
///
/// Source: the Apache Parquet format, version 2 (`parquet.thrift`, `Encodings.md`).
@NullMarked
package dev.clew.store.parquet;

import org.jspecify.annotations.NullMarked;
