/// Field expressions on spans: what stands between the braces of a TraceQL filter, made into tests
/// and values for the rows of one batch.
///
/// ```
/// FieldExpression ──FieldCompiler──▶ SpanTest    (true or false at a position)
///        and a SpanBatch          └▶ SpanValue   (the value to group by, add up or show)
/// ```
///
/// **Once per batch.** [dev.clew.query.run.field.FieldCompiler] looks up the ids of keys and
/// literals in the dictionary of the batch, so that a row costs comparisons of numbers. A regular
/// expression is asked once per distinct text, a test on a resource once per resource.
///
/// **Values without objects.** An `Operand` returns the `Type` of what it read and leaves 64 bits
/// in the [dev.clew.query.run.field.Position]; what they mean follows from the type. Only what is
/// shown or grouped by becomes an object.
///
/// **Many values.** A span has many events and links, and a comparison is true if it is true of
/// some event and some link: the comparison walks them, and all event attributes within it are of
/// the same event. Arrays are compared by element.
///
/// **Nothing and falsehood.** A missing attribute makes every comparison false. An attribute that
/// stands for a boolean may be neither true nor false, so the compiler can be asked for either.
///
/// **Whole traces.** [dev.clew.query.run.field.TraceSpans] holds what a field may ask of a trace:
/// its root, its duration, the nested-set numbers of its spans; all found when first needed.
@NullMarked
package dev.clew.query.run.field;

import org.jspecify.annotations.NullMarked;
