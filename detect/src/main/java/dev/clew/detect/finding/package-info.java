/// Findings: alarms of one detector about one entity, with the proof frozen beside them, gathered
/// into incidents, triaged by people, and written in the forms that other products read.
@NullMarked
package dev.clew.detect.finding;

import org.jspecify.annotations.NullMarked;
