/// Which traces were decided how: exact, for hours, also after a restart.
@NullMarked
package dev.clew.pipeline.tailsampling.index;

import org.jspecify.annotations.NullMarked;
