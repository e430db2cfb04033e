/// Counts, durations and events of spans as metrics: the Collector's `spanmetrics` processor and
/// connector in one, [dev.clew.pipeline.spanmetrics.SpanMetrics].
///
/// What an attacker can vary at will is bounded twice: series by a budget, beyond which spans count
/// in one series without labels, and the questions that such labels were meant to answer by
/// sketches ([dev.clew.pipeline.spanmetrics.Guard]), which see every span.
@NullMarked
package dev.clew.pipeline.spanmetrics;

import org.jspecify.annotations.NullMarked;
