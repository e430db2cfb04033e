/// Each detector where it must speak and where it must not.
@NullMarked
package dev.clew.detect.detector;

import org.jspecify.annotations.NullMarked;
