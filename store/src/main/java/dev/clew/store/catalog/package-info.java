/// Which segments there are: the manifest, replaced atomically, is the one truth about what is
/// sealed and up to which log offset.
@NullMarked
package dev.clew.store.catalog;

import org.jspecify.annotations.NullMarked;
