/// What detectors remember: small, bounded, a function of the events they were given, and written
/// to the checkpoint byte for byte. Times are epoch nanoseconds of events.
@NullMarked
package dev.clew.detect.state;

import org.jspecify.annotations.NullMarked;
