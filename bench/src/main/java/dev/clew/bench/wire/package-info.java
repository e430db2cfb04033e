/// Just enough of the protobuf wire format to build load templates: requests as trees of fields,
/// read once, decorated, and written again with the offsets of what varies at run time.
///
/// Nothing here runs while load is sent.
@NullMarked
package dev.clew.bench.wire;

import org.jspecify.annotations.NullMarked;
