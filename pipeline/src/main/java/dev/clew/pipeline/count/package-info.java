/// The `count` connector: numbers of spans, events, metrics, points and log records as metrics.
@NullMarked
package dev.clew.pipeline.count;

import org.jspecify.annotations.NullMarked;
