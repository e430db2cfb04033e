package dev.clew.store.parquet;

/// A column of a Parquet file; every one may hold nulls.
public record ParquetColumn(String name, ColumnType type) {}
