/// What a run costs: processor time and memory of a process and its children from `/proc`, the
/// state of the machine, a unit to compare machines by, and the evidence of a run as one JSON line.
@NullMarked
package dev.clew.bench.measure;

import org.jspecify.annotations.NullMarked;
