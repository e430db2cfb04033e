package dev.clew.detect;

import dev.clew.detect.auth.AuthOptions;
import dev.clew.detect.auth.Pseudonyms;
import dev.clew.detect.detector.DetectorOptions;

/// How detection works.
///
/// @param keepsEvents whether events are handed out by [Detection#drainEvents]
public record DetectionOptions(
    AuthOptions auth, DetectorOptions detectors, Pseudonyms pseudonyms, boolean keepsEvents) {
  /// Defaults, with this secret for pseudonyms.
  public static DetectionOptions of(Pseudonyms pseudonyms) {
    return new DetectionOptions(AuthOptions.DEFAULT, DetectorOptions.DEFAULT, pseudonyms, true);
  }

  public DetectionOptions with(AuthOptions options) {
    return new DetectionOptions(options, detectors, pseudonyms, keepsEvents);
  }

  public DetectionOptions with(DetectorOptions options) {
    return new DetectionOptions(auth, options, pseudonyms, keepsEvents);
  }

  public DetectionOptions withoutEvents() {
    return new DetectionOptions(auth, detectors, pseudonyms, false);
  }
}
