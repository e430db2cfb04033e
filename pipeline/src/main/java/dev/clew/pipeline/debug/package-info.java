/// What the exporter `debug` prints.
@NullMarked
package dev.clew.pipeline.debug;

import org.jspecify.annotations.NullMarked;
