package dev.clew.pipeline.config;

/// What the reference says about one key.
///
/// @param path from the component's own map, with `[]` for the items of a list and `<name>` for a
///   key of free choice, such as `policies[].latency.threshold_ms`
/// @param type such as `text`, `duration`, `list of text`
/// @param orElse the default as it would be written; empty if there is none
public record KeyDoc(String path, String type, String orElse, String doc) {}
