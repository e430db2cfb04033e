/// Tests of field expressions on single spans.
@NullMarked
package dev.clew.query.run.field;

import org.jspecify.annotations.NullMarked;
