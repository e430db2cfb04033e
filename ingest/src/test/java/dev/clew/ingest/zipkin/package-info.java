/// Tests of the Zipkin format.
@NullMarked
package dev.clew.ingest.zipkin;

import org.jspecify.annotations.NullMarked;
