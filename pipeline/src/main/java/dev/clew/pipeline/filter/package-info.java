/// The `filter` processor: rows that go on and rows that do not, by criteria of the older form or
/// by conditions in OTTL.
@NullMarked
package dev.clew.pipeline.filter;

import org.jspecify.annotations.NullMarked;
