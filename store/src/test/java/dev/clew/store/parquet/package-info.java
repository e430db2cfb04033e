/// Tests of the Parquet writer against DuckDB.
@NullMarked
package dev.clew.store.parquet;

import org.jspecify.annotations.NullMarked;
