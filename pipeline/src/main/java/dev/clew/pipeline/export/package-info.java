/// Exporters: their options, how they retry, queue and write.
///
/// A batch goes to a durable queue, of that one at a time to a [dev.clew.pipeline.export.Sender],
/// which knows the network.
@NullMarked
package dev.clew.pipeline.export;

import org.jspecify.annotations.NullMarked;
