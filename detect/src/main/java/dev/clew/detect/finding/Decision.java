package dev.clew.detect.finding;

/// What a person decides about a finding.
public sealed interface Decision {
  String findingId();

  record Acknowledge(String findingId) implements Decision {}

  record Assign(String findingId, String owner) implements Decision {}

  record Note(String findingId, String author, String text) implements Decision {
    public Note {
      if (text.length() > 4_096 || author.length() > 256) {
        throw new IllegalArgumentException("a note has at most 4096 characters");
      }
    }
  }

  record Resolve(String findingId, Finding.Verdict verdict) implements Decision {}
}
