/// Puts stages together as a configuration says.
@NullMarked
package dev.clew.pipeline.assembly;

import org.jspecify.annotations.NullMarked;
