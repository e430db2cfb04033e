/// Tests of the Parquet writer and the reader against DuckDB.
@NullMarked
package dev.clew.store.parquet;

import org.jspecify.annotations.NullMarked;
