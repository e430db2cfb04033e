package dev.clew.detect.detector;

import java.util.Locale;

/// How much a finding matters, in ascending order.
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  public Severity atMost(Severity cap) {
    return compareTo(cap) < 0 ? this : cap;
  }

  public Severity atLeast(Severity floor) {
    return compareTo(floor) > 0 ? this : floor;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
