/// The tree of a PromQL query: sealed interfaces of records.
///
/// An [dev.clew.query.promql.tree.Expression] yields one of four
/// [dev.clew.query.promql.tree.ValueType]s. A [dev.clew.query.promql.tree.DurationExpression]
/// stands inside `[]` and behind `offset`, and is computed once a query. Every node knows its
/// [dev.clew.query.promql.tree.Place] in the text, since warnings about the data name it; so two
/// trees of one meaning need not be equal. Compare their text instead.
@NullMarked
package dev.clew.query.promql.tree;

import org.jspecify.annotations.NullMarked;
