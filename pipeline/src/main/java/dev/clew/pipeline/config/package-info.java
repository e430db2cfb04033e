/// Configuration files to options: text to a tree of [dev.clew.pipeline.config.Node]s that know
/// their places, several trees to one, and one to records.
///
/// A component reads its map through a [dev.clew.pipeline.config.Section], key by key. The same
/// code decodes, finds the keys that nobody knows, and writes the reference of keys.
@NullMarked
package dev.clew.pipeline.config;

import org.jspecify.annotations.NullMarked;
