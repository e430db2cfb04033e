/// Scenes and telemetry for the tests of detection, and the tests of the whole.
@NullMarked
package dev.clew.detect;

import org.jspecify.annotations.NullMarked;
