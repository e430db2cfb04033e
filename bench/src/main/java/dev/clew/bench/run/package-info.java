/// The runs: what is sent to which program, what is measured meanwhile, and what must hold for a
/// figure to count.
///
/// [dev.clew.bench.run.IngestRun] tells the method for processor time;
/// [dev.clew.bench.run.CrashRun] the one for durability.
@NullMarked
package dev.clew.bench.run;

import org.jspecify.annotations.NullMarked;
