/// Options of the receivers.
@NullMarked
package dev.clew.pipeline.receive;

import org.jspecify.annotations.NullMarked;
