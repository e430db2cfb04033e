package dev.clew.detect.finding;

import dev.clew.detect.detector.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Findings gathered by incident.
final class Incidents {
  private Incidents() {}

  static List<Incident> of(List<Finding> findings) {
    Map<String, List<Finding>> byIncident = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (finding.status() != Finding.Status.SUPERSEDED) {
        byIncident.computeIfAbsent(finding.incidentId(), _ -> new ArrayList<>()).add(finding);
      }
    }
    List<Incident> incidents = new ArrayList<>();
    byIncident.forEach((id, members) -> incidents.add(incident(id, members)));
    return incidents;
  }

  private static Incident incident(String id, List<Finding> members) {
    List<Finding> ordered = new ArrayList<>(members);
    ordered.sort(Comparator.comparingLong(finding -> finding.times().firstNanos()));
    Set<String> tactics = new LinkedHashSet<>();
    Severity severity = Severity.INFO;
    Finding gravest = ordered.getFirst();
    long last = 0;
    for (Finding finding : ordered) {
      if (finding.severity().compareTo(Severity.MEDIUM) >= 0) {
        tactics.add(finding.detector().tactic());
      }
      severity = severity.atLeast(finding.severity());
      gravest = finding.severity().compareTo(gravest.severity()) > 0 ? finding : gravest;
      last = Math.max(last, finding.times().lastNanos());
    }
    boolean isChain = tactics.size() >= 2 && severity != Severity.CRITICAL;
    return new Incident(
        id,
        gravest.detector().title() + ": " + gravest.title(),
        isChain ? Severity.values()[severity.ordinal() + 1] : severity,
        ordered.getFirst().times().firstNanos(),
        last,
        List.copyOf(tactics),
        ordered);
  }
}
