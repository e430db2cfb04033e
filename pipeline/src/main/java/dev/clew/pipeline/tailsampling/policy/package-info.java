/// Policies of tail sampling: what they look at in a span, and how they vote on a trace.
///
/// A policy never sees the spans of a trace together. What it asks of single spans is a test that
/// sets one bit of the trace's summary when the span arrives; votes are cast on the summary. So a
/// decision needs no span bodies and no order of arrival.
@NullMarked
package dev.clew.pipeline.tailsampling.policy;

import org.jspecify.annotations.NullMarked;
