/// Options of the extensions.
@NullMarked
package dev.clew.pipeline.extension;

import org.jspecify.annotations.NullMarked;
