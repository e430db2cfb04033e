/// Pipelines as the OpenTelemetry Collector's configuration files describe them.
///
/// A pipeline is a function of the log: what its stages put out depends on the batches they take,
/// the [dev.clew.pipeline.Arrival] of each and the instants they are told of, and on nothing else;
/// no clock, no random number, no order between partitions. So a restart that restores the stages
/// from a checkpoint and reads the log behind it comes to the same decisions and the same counts.
/// See `docs/adr/0011-pipelines-are-a-function-of-the-log.md`.
@NullMarked
package dev.clew.pipeline;

import org.jspecify.annotations.NullMarked;
