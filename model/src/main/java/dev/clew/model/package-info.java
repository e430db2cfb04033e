/// Telemetry as columns and values, and the contracts to write and scan them. Depends on nothing.
///
/// **Columns.** A [dev.clew.model.Batch] holds the rows of one signal as parallel primitive arrays:
/// [dev.clew.model.SpanBatch], [dev.clew.model.LogBatch], [dev.clew.model.PointBatch]. Text is kept
/// once, in the [dev.clew.model.Strings] of the batch, and named by a dense id everywhere else; id
/// 0 is the empty string. Resources and instrumentation scopes are kept once too
/// ([dev.clew.model.Origins]) and named by index. The same classes hold one request, the unsealed
/// part of the store, and what a query reads back, so that each stage can hand its rows to the next
/// without a conversion.
///
/// **Values.** Records such as [dev.clew.model.TraceId], [dev.clew.model.TimeRange] and the
/// [dev.clew.model.Condition] tree are for the edges and for questions, never for a row each.
///
/// **Threads.** A batch has one writer. It may be read by others once it has been handed over
/// safely; rows below the size that was seen at the hand-over never change.
@NullMarked
package dev.clew.model;

import org.jspecify.annotations.NullMarked;
