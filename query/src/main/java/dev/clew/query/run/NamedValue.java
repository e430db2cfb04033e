package dev.clew.query.run;

import dev.clew.query.run.field.Value;

/// Something that a result tells of a span or of a spanset.
public record NamedValue(String name, Value value) {}
