/// The part of the store that is not sealed yet: rows in memory, in the order of the log.
///
/// Requests are merged into chunks. A closed chunk never changes, so queries read it without locks;
/// the open chunk is closed when somebody asks, so what was acknowledged is found at once. The
/// chunks between two seals are a [dev.clew.store.live.Generation].
@NullMarked
package dev.clew.store.live;

import org.jspecify.annotations.NullMarked;
