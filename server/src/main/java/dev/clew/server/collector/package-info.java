/// Runs what a Collector's configuration file describes: stages, exporters and what they offer.
@NullMarked
package dev.clew.server.collector;

import org.jspecify.annotations.NullMarked;
