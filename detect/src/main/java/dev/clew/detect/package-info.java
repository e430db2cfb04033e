/// Who is attacking: telemetry in, findings with proof out.
///
/// [dev.clew.detect.Detection] is the way in. Data flows `auth` → `detector` → `finding`.
@NullMarked
package dev.clew.detect;

import org.jspecify.annotations.NullMarked;
