/// Request bodies: from the socket into one byte array, within limits.
///
/// A [dev.clew.server.http.body.BodyReader] copies what arrives, once, out of the network buffers
/// into an array that is paid for from a [dev.clew.server.http.body.MemoryBudget] as it grows: who
/// only announces a large body gets none. Sizes are checked as bytes come and, for packed bodies,
/// again while they are unpacked, so that a bomb is cut and not counted afterwards.
@NullMarked
package dev.clew.server.http.body;

import org.jspecify.annotations.NullMarked;
