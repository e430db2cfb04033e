/// The types of components that a configuration may name.
///
/// A [dev.clew.pipeline.component.ComponentType] says what it is called, which signals it takes and
/// how its section is read; [dev.clew.pipeline.component.Registry] lists them.
@NullMarked
package dev.clew.pipeline.component;

import org.jspecify.annotations.NullMarked;
