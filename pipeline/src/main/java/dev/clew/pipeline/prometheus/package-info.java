/// Points as a page that Prometheus scrapes: the Collector's `prometheus` exporter without its HTTP
/// server, [dev.clew.pipeline.prometheus.PrometheusPage].
///
/// Points of each partition are kept apart by a stage of its own, so that partitions need no order
/// between them; they meet when the page is written. What the page says is keyed by the final names
/// and labels, so no line ever stands there twice.
@NullMarked
package dev.clew.pipeline.prometheus;

import org.jspecify.annotations.NullMarked;
