/// Tests of the log: the contract that every implementation keeps, and what the one on disk
/// survives.
@NullMarked
package dev.clew.ingest.log;

import org.jspecify.annotations.NullMarked;
