package dev.clew.store.sql;

/// A column of a result.
///
/// @param type as DuckDB names it, such as `VARCHAR` or `MAP(VARCHAR, VARCHAR)`
public record SqlColumn(String name, String type) {}
