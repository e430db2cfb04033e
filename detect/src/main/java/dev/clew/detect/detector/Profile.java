package dev.clew.detect.detector;

import java.util.List;

/// What a detector is, as documentation, findings and exports name it.
///
/// @param id as in the catalogue, `A1`
/// @param name of the page in the guide, `brute-force-account`
/// @param techniques of ATT&CK, such as `T1110.001`
/// @param tactic of ATT&CK that the techniques serve
/// @param isStatistical whether it weighs many events, rather than reading one fact
/// @param isAboutSource whether it accuses an address, and so needs to trust it
/// @param isGuessing whether it is a kind of guessing secrets, which a success may follow
public record Profile(
    String id,
    String name,
    String title,
    List<String> techniques,
    String tactic,
    boolean isStatistical,
    boolean isAboutSource,
    boolean isGuessing) {
  public Profile {
    techniques = List.copyOf(techniques);
  }

  static Profile of(String id, String name, String title, String tactic, String... techniques) {
    return new Profile(id, name, title, List.of(techniques), tactic, true, false, false);
  }

  Profile asFact() {
    return new Profile(id, name, title, techniques, tactic, false, isAboutSource, isGuessing);
  }

  Profile aboutSource() {
    return new Profile(id, name, title, techniques, tactic, isStatistical, true, isGuessing);
  }

  Profile guessing() {
    return new Profile(id, name, title, techniques, tactic, isStatistical, isAboutSource, true);
  }
}
