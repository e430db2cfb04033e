/// Answers searches for traces.
///
/// ```
/// SearchPlan ─┐                                   ┌▶ Found: traces, in order, with a cursor
/// SearchRequest ─▶ TraceSearch ◀─ candidates ─────┤
/// TraceView ──┘       │          and whole traces └▶ Failed: one line for the author
///                     └─ per batch: Step, per trace: Spanset
/// ```
///
/// ```java
/// switch (SearchPlan.of(query)) {                       // dev.clew.query.plan
///   case SearchPlan.Refused(String message) -> …        // 400
///   case SearchPlan.Ready plan -> new TraceSearch(SearchLimits.DEFAULT)
///       .search(plan, SearchRequest.of(window).withLimit(20), view, StopSignal.NEVER);
/// }
/// ```
///
/// **The same question, the same answer.** [dev.clew.query.run.TraceSearch] gives the first traces
/// of all that match, by a total order ([dev.clew.query.run.SearchOrder], ties by trace id), and a
/// [dev.clew.query.run.SearchCursor] from which the next answer goes on. Within a trace, spansets
/// stand by the values they were grouped by, spans by start, then span id.
///
/// **Whole traces.** The store only proposes traces that may match. Each proposed trace is read
/// whole, once, wherever its spans lie, and judged by all of them: a negated structural operator
/// would lie on a part.
///
/// **No more than needed.** Newest traces first is the order in which the store proposes, so such a
/// search ends when no older trace can enter the answer. All other orders read everything that is
/// proposed, and keep the best. A deadline gives the best so far and says so
/// ([dev.clew.query.run.SearchOutcome.Found#cutBy]).
///
/// [dev.clew.query.run.TraceFilter] narrows a single trace to the spans that a filter matches, with
/// their neighbours.
@NullMarked
package dev.clew.query.run;

import org.jspecify.annotations.NullMarked;
