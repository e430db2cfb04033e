package dev.clew.pipeline.spanmetrics;

import org.jspecify.annotations.Nullable;

/// An attribute whose value becomes a label: that of the span, else of the resource, else the
/// fallback; without any of them there is no label.
public record Dimension(String name, @Nullable String fallback) {
  public static Dimension of(String name) {
    return new Dimension(name, null);
  }
}
