/// What is allowed but probably not meant: the warnings of `clew validate`.
///
/// They look at sections as they were written and not at the options of components, since what they
/// find lies between components more often than within one.
@NullMarked
package dev.clew.pipeline.check;

import org.jspecify.annotations.NullMarked;
