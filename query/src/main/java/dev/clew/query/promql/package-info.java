/// The front end of PromQL: what a query says, before anything is known of the data.
///
/// ```
/// text ──Lexer──▶ tokens ──ExpressionParser──▶ tree ──Checker──▶ Parsed.Ok or Parsed.Failed
///                                               │
///                                               └──Printer, Prettifier──▶ text
/// ```
///
/// [dev.clew.query.promql.PromQl] is the way in. The tree is in `dev.clew.query.promql.tree`, what
/// runs it in `dev.clew.query.promql.run`, what it reads in `dev.clew.query.promql.series`.
///
/// **Errors as Prometheus words them.** The first error wins: one of the lexer where it stands
/// before that of the parser, and the types are only checked in a text without errors. Places are
/// chars inside, bytes in messages.
///
/// **Tokens.** What a token is depends on the brackets around it; words have a meaning only where
/// the parser gives them one, so that `sum` and `offset` may be names of metrics.
///
/// **Limits.** A query comes from anyone. Its length, the depth of its tree and the size of its
/// regular expressions are bounded, so that neither the parser nor what walks the tree later runs
/// out of stack, time or memory.
///
/// **To add a function**: a constant in [dev.clew.query.promql.tree.Builtin], and a line where
/// `dev.clew.query.promql.run` says how it is computed. **To add an operator**: a constant in
/// [dev.clew.query.promql.tree.BinaryOperator] and the switches that the compiler then finds.
@NullMarked
package dev.clew.query.promql;

import org.jspecify.annotations.NullMarked;
