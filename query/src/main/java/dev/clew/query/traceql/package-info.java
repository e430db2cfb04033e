/// The front end of TraceQL: what a query says, before anything is known of how to answer it.
///
/// ```
/// text ──Lexer──▶ tokens ──QueryParser──▶ tree ──Validator──▶ Parsed.Ok or Parsed.Failed
///                                          │
///                                          └──Printer──▶ text
/// ```
///
/// [dev.clew.query.traceql.TraceQl] is the way in. The tree is made of sealed interfaces of
/// records: a [dev.clew.query.traceql.Query] holds a [dev.clew.query.traceql.Pipeline] of
/// [dev.clew.query.traceql.Stage]s; a [dev.clew.query.traceql.SpansetExpression] chooses spans by a
/// [dev.clew.query.traceql.FieldExpression]; a [dev.clew.query.traceql.MetricsExpression] makes
/// series of them. Records hold meaning only: where a node began is kept beside the tree, in
/// `Notes`.
///
/// **Tokens.** Names of attributes may contain `-`, `+`, `*` and `/`, so `.a-1` is one token; the
/// lexer is the only place that knows. Words get their meaning from where they stand.
///
/// **Trees.** Two parsers work by operator precedence (`Precedence` has the levels): `FieldParser`
/// inside braces, `PieceParser` outside. Outside, a bracket may open a pipeline, a number, an
/// aggregate or series, and `>` may compare numbers or relate spans; so the operands are read as
/// `Piece`s, and `PieceJoiner` decides when both sides are known. The parser takes the whole
/// language, also what no engine runs. While it builds, `Folding` computes what needs no span.
///
/// **Normal form.** Equal meaning is not always an equal tree, but brackets leave no trace, `nil`
/// stands on the right, and printing a tree gives a text that reads to the same tree.
///
/// **Limits.** A query comes from anyone. Its length, the nesting of its brackets, the depth of its
/// tree and the size of its regular expressions are bounded, so that neither the parser nor what
/// walks the tree later can run out of stack, time or memory.
///
/// **To add an operator**: give it a constant in its enum with its level, a constant in `Sign`, and
/// follow the compiler through the switches: `Folding` says what it does to literals,
/// `FieldChecker` what it may stand between. A new stage is a record in
/// [dev.clew.query.traceql.Stage], a word in `StageParser`, a line in `Printer` and one in
/// `Validator`.
@NullMarked
package dev.clew.query.traceql;

import org.jspecify.annotations.NullMarked;
