/// Measures Clew from outside: load, processor time, memory, bytes, latency, crashes, queries, and
/// the same of other programs.
///
/// The way of a span through this module: [dev.clew.bench.template] builds bodies once and varies
/// them in place with values from [dev.clew.bench.draw]; [dev.clew.bench.load] sends them and books
/// the answers; [dev.clew.bench.target] and [dev.clew.bench.peer] are the programs that take them;
/// [dev.clew.bench.run] measures with [dev.clew.bench.measure] what that cost;
/// [dev.clew.bench.canon] asks for them again. [dev.clew.bench.command] puts it all on the command
/// line. Nothing here knows the insides of Clew: it meets the server over its ports and `/proc`.
@NullMarked
package dev.clew.bench;

import org.jspecify.annotations.NullMarked;
