/// From a question to what has to be read for it.
///
/// ```
/// Query ───────┐
/// TagQuery ────┼──▶ SearchPlan ──▶ Condition   traces that may match
/// JaegerQuery ─┘        │          Projection  what is read of them
///                       └────────▶ Pipeline    what decides  (dev.clew.query.run)
/// ```
///
/// **Necessary, not sufficient.** A store can only look for traces that have one span of some kind;
/// a query may ask for more. So [dev.clew.query.plan.SearchPlan] derives a
/// [dev.clew.model.Condition] that some span of every matching trace meets, and the search decides
/// by the whole trace. Of several necessary conditions on different spans it takes the one that is
/// likely to be met by the fewest.
///
/// **One language.** [dev.clew.query.plan.TagQuery] and [dev.clew.query.plan.JaegerQuery] are older
/// ways to ask; both become a TraceQL query, so that nothing else has to know of them.
@NullMarked
package dev.clew.query.plan;

import org.jspecify.annotations.NullMarked;
