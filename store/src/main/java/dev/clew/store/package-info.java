/// The store: batches in, questions answered, Parquet on disk.
///
/// [dev.clew.store.Store] is the door. Rows enter in the order of the log and can be found at once
/// ([dev.clew.store.live]). When there are enough of them, or they are old enough, they are sealed
/// into segments ([dev.clew.store.segment]); the manifest ([dev.clew.store.catalog]) is replaced in
/// one step with the log offset up to which everything is sealed. A crash at any instant therefore
/// leaves either the old state, and the log behind it, or the new one.
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
