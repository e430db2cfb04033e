/// The query canon: the same questions of every system, with values chosen by their share of the
/// data, over the query APIs that people use.
@NullMarked
package dev.clew.bench.canon;

import org.jspecify.annotations.NullMarked;
