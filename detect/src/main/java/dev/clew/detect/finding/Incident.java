package dev.clew.detect.finding;

import dev.clew.detect.detector.Severity;
import java.util.List;

/// Findings that tell one story: they share an account, an address or a session within four hours.
///
/// @param severity the highest of its findings, one step more when tactics follow each other
/// @param tactics of ATT&CK in the order in which they were seen
public record Incident(
    String id,
    String title,
    Severity severity,
    long firstNanos,
    long lastNanos,
    List<String> tactics,
    List<Finding> findings) {
  public Incident {
    tactics = List.copyOf(tactics);
    findings = List.copyOf(findings);
  }
}
