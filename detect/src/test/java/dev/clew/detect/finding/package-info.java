/// Findings as people and other products see them.
@NullMarked
package dev.clew.detect.finding;

import org.jspecify.annotations.NullMarked;
