/// What tests share: seeds, a clock that stands still, test data, random batches. Test scope only.
@NullMarked
package dev.clew.testkit;

import org.jspecify.annotations.NullMarked;
