/// Tests of the OTLP formats. The generated protobuf classes are the oracle.
@NullMarked
package dev.clew.ingest.otlp;

import org.jspecify.annotations.NullMarked;
