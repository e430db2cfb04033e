package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.detector.Entity;
import dev.clew.detect.detector.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Findings in the forms that other products read. Sending them is for others.
public final class Export {
  private static final int MAX_EVENTS = 50;
  private static final int OCSF_DETECTION_FINDING = 2004;

  private Export() {}

  /// A Detection Finding (class 2004) of OCSF 1.8.0 as JSON.
  public static String ocsf(FindingChange change) {
    Finding finding = change.finding();
    int activity =
        switch (change.kind()) {
          case OPENED -> 1;
          case ESCALATED, UPDATED, CONTRADICTED, EDITED -> 2;
          case CLOSED -> 3;
        };
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("class_uid", OCSF_DETECTION_FINDING);
    event.put("class_name", "Detection Finding");
    event.put("category_uid", 2);
    event.put("category_name", "Findings");
    event.put("activity_id", activity);
    event.put("type_uid", OCSF_DETECTION_FINDING * 100L + activity);
    event.put("time", millis(finding.times().updatedNanos()));
    event.put("severity_id", finding.severity().ordinal() + 1);
    event.put("confidence_score", finding.confidence());
    event.put("risk_score", risk(finding));
    event.put("status_id", status(finding));
    event.put("is_alert", finding.severity().compareTo(Severity.MEDIUM) >= 0);
    event.put("message", finding.title());
    event.put("start_time", millis(finding.times().firstNanos()));
    event.put("end_time", millis(finding.times().lastNanos()));
    event.put("count", finding.counts().events());
    event.put("metadata", metadata(finding));
    event.put("finding_info", info(finding));
    event.put("evidences", evidences(finding));
    event.put(
        "unmapped",
        map(
            "trace_id", traceId(finding.deciding()),
            "span_id", String.format(Locale.ROOT, "%016x", finding.deciding().place().spanId()),
            "incident_id", finding.incidentId(),
            "reasons", finding.reasons()));
    return Json.of(event);
  }

  private static int status(Finding finding) {
    if (!finding.suppressedBy().isEmpty()) {
      return 3;
    }
    return switch (finding.status()) {
      case OPEN -> 1;
      case ACKNOWLEDGED, CONTRADICTED -> 2;
      case RESOLVED, QUIET, SUPERSEDED -> 4;
    };
  }

  private static Map<String, Object> metadata(Finding finding) {
    return map(
        "version", "1.8.0",
        "product", map("name", "Clew", "vendor_name", "Clew"),
        "tenant_uid", finding.tenant(),
        "uid", finding.id() + "-" + finding.revision(),
        "correlation_uid", traceId(finding.deciding()));
  }

  private static Map<String, Object> info(Finding finding) {
    List<Object> attacks = new ArrayList<>();
    for (String technique : finding.detector().techniques()) {
      int dot = technique.indexOf('.');
      Map<String, Object> attack =
          map("technique", map("uid", dot < 0 ? technique : technique.substring(0, dot)));
      if (dot >= 0) {
        attack.put("sub_technique", map("uid", technique));
      }
      attacks.add(attack);
    }
    List<Object> related = new ArrayList<>();
    for (String trace : traces(finding)) {
      related.add(map("uid", trace));
    }
    return map(
        "uid", finding.id(),
        "title", finding.title(),
        "analytic",
            map(
                "uid", finding.detector().id(),
                "name", finding.detector().title(),
                "type_id", finding.detector().isStatistical() ? 3 : 1),
        "attacks", attacks,
        "created_time", millis(finding.times().openedNanos()),
        "modified_time", millis(finding.times().updatedNanos()),
        "first_seen_time", millis(finding.times().firstNanos()),
        "last_seen_time", millis(finding.times().lastNanos()),
        "related_events", related);
  }

  private static List<Object> evidences(Finding finding) {
    List<Object> evidences = new ArrayList<>();
    for (AuthEvent event : finding.evidence()) {
      Map<String, Object> evidence = new LinkedHashMap<>();
      if (!event.actor().account().isEmpty()) {
        evidence.put("user", map("uid", event.actor().account()));
      }
      if (!event.origin().source().isEmpty()) {
        evidence.put("src_endpoint", map("ip", bare(event.origin().source())));
      }
      if (!evidence.isEmpty() && evidences.size() < MAX_EVENTS) {
        evidence.put("uid", event.id().hex());
        evidences.add(evidence);
      }
    }
    return evidences;
  }

  /// An alert of the Elastic Common Schema as JSON.
  public static String ecs(FindingChange change) {
    Finding finding = change.finding();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("@timestamp", instant(finding.times().updatedNanos()).toString());
    event.put("message", finding.title());
    event.put(
        "event",
        map(
            "kind", "alert",
            "category", List.of("authentication", "intrusion_detection"),
            "id", finding.id(),
            "sequence", finding.revision(),
            "action", change.kind().name().toLowerCase(Locale.ROOT),
            "outcome", "unknown",
            "severity", severityNumber(finding),
            "risk_score", risk(finding),
            "start", instant(finding.times().firstNanos()).toString(),
            "end", instant(finding.times().lastNanos()).toString()));
    event.put(
        "rule",
        map(
            "id", finding.detector().id(),
            "name", finding.detector().title(),
            "version", Integer.toString(Finding.VERSION)));
    event.put(
        "threat",
        map(
            "framework", "MITRE ATT&CK",
            "tactic", map("name", List.of(finding.detector().tactic())),
            "technique", map("id", finding.detector().techniques())));
    if (finding.primary().type() == Entity.Type.SOURCE) {
      event.put("source", map("ip", bare(finding.primary().ref())));
    } else if (finding.primary().type() == Entity.Type.ACCOUNT) {
      event.put("user", map("hash", finding.primary().ref()));
    }
    event.put("trace", map("id", traceId(finding.deciding())));
    event.put(
        "related",
        map(
            "ip", finding.sources().stream().limit(MAX_EVENTS).map(Export::bare).toList(),
            "hash",
                finding.accounts().stream().limit(MAX_EVENTS).map(Finding.Account::ref).toList()));
    event.put("labels", map("incident", finding.incidentId(), "tenant", finding.tenant()));
    return Json.of(event);
  }

  /// One message of RFC 5424 (without framing) whose text is the finding in ECS.
  ///
  /// @param host name of this machine
  public static String syslog(FindingChange change, String host) {
    Finding finding = change.finding();
    int facility = 13;
    int level =
        switch (finding.severity()) {
          case INFO -> 6;
          case LOW -> 5;
          case MEDIUM -> 4;
          case HIGH -> 3;
          case CRITICAL -> 2;
        };
    String time = instant(finding.times().updatedNanos()).truncatedTo(ChronoUnit.MILLIS).toString();
    return "<%d>1 %s %s clew - %s [finding@32473 id=\"%s\" detector=\"%s\" severity=\"%s\"] %s"
        .formatted(
            facility * 8 + level,
            time,
            name(host),
            change.kind().name(),
            finding.id(),
            finding.detector().id(),
            finding.severity().text(),
            ecs(change));
  }

  private static String name(String host) {
    String printable = host.replaceAll("[^!-~]", "");
    return printable.isEmpty() ? "-" : printable.substring(0, Math.min(255, printable.length()));
  }

  private static int severityNumber(Finding finding) {
    return finding.severity().ordinal() * 20 + 20;
  }

  private static int risk(Finding finding) {
    return severityNumber(finding) * finding.confidence() / 100;
  }

  private static Set<String> traces(Finding finding) {
    Set<String> traces = new LinkedHashSet<>();
    for (AuthEvent event : finding.evidence()) {
      if (event.place().hasTrace() && traces.size() < MAX_EVENTS) {
        traces.add(event.place().traceId().hex());
      }
    }
    return traces;
  }

  private static String traceId(AuthEvent event) {
    return event.place().hasTrace() ? event.place().traceId().hex() : "";
  }

  private static String bare(String address) {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), nanos % 1_000_000_000L);
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
