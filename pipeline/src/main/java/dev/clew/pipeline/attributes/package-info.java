/// The `attributes` and `resource` processors: attributes that are set, removed, hashed, taken
/// apart and converted.
@NullMarked
package dev.clew.pipeline.attributes;

import org.jspecify.annotations.NullMarked;
