/// Detectors: each looks at auth events and its own bounded state, and raises alarms.
///
/// A [dev.clew.detect.detector.Detector] sees an [dev.clew.detect.detector.Observation], which is
/// an event beside what is already known of its account, source and session, and tells
/// [dev.clew.detect.detector.Alarms] when a threshold is passed. No detector knows another; what
/// two of them need is in [dev.clew.detect.detector.Knowledge]. Everything is a function of the
/// events.
@NullMarked
package dev.clew.detect.detector;

import org.jspecify.annotations.NullMarked;
