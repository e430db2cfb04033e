package dev.clew.query.traceql;

/// Something that is read from a span: an attribute or an intrinsic.
public sealed interface SpanField extends FieldExpression permits Attribute, Intrinsic {
  /// Canonical spelling, as in labels of series, which parses to this field: `name`, `.foo`,
  /// `resource.service.name`, `span."a b"`.
  String text();
}
