/// Tests of the TraceQL front end.
@NullMarked
package dev.clew.query.traceql;

import org.jspecify.annotations.NullMarked;
