/// The types of components that this module brings along.
@NullMarked
package dev.clew.pipeline.catalog;

import org.jspecify.annotations.NullMarked;
