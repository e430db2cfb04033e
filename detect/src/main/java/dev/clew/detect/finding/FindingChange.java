package dev.clew.detect.finding;

/// A finding and what became of it.
///
/// @param isNotable whether people are to be told; not while it is suppressed
public record FindingChange(Kind kind, Finding finding, boolean isNotable) {
  public enum Kind {
    OPENED,
    ESCALATED,
    UPDATED,
    CONTRADICTED,
    CLOSED,
    EDITED
  }
}
