/// The `transform` processor: statements in OTTL that change telemetry.
@NullMarked
package dev.clew.pipeline.transform;

import org.jspecify.annotations.NullMarked;
