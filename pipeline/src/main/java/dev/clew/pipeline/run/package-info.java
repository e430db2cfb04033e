/// Runs stages: a [dev.clew.pipeline.run.Shard] holds those of one partition, a
/// [dev.clew.pipeline.run.ShardRunner] gives it batches and time on a thread of its own.
@NullMarked
package dev.clew.pipeline.run;

import org.jspecify.annotations.NullMarked;
