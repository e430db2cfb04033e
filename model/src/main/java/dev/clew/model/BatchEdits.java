package dev.clew.model;

import org.jspecify.annotations.Nullable;

/// Changes to a batch that leave it as it is.
///
/// They are made to a copy that has the same rows and string ids: columns are set in place, text is
/// added to its dictionary, attributes are changed through [AttributeEdits]. [#finish] puts all
/// together; rows, resources and scopes keep their numbers until then.
public final class BatchEdits {
  private static final String SERVICE_NAME = "service.name";

  private final Batch batch;
  private final AttributeEdits rows;
  private final AttributeEdits resources;
  private final AttributeEdits scopes;
  private final @Nullable AttributeEdits events;
  private boolean hasNewOrigins;
  private boolean hasNewColumns;

  public BatchEdits(Batch source) {
    batch = source.copy();
    rows = new AttributeEdits(batch.attributes());
    resources = new AttributeEdits(batch.resources().attributes());
    scopes = new AttributeEdits(batch.scopes().attributes());
    events =
        batch instanceof SpanBatch spans ? new AttributeEdits(spans.events().attributes()) : null;
  }

  /// The copy that is being changed.
  public Batch batch() {
    return batch;
  }

  /// Attributes of the rows themselves.
  public AttributeEdits rows() {
    return rows;
  }

  /// Attributes by row of [Batch#resources].
  public AttributeEdits resources() {
    return resources;
  }

  /// Attributes by row of [Batch#scopes].
  public AttributeEdits scopes() {
    return scopes;
  }

  /// Attributes of the events of spans; there are none in other batches.
  public AttributeEdits events() {
    if (events == null) {
      throw new IllegalStateException("no events in a batch of " + batch.signal());
    }
    return events;
  }

  /// Is to be called when a column of the copy was set.
  public void columnChanged() {
    hasNewColumns = true;
  }

  /// Is to be called when a column of a resource or scope of the copy was set.
  public void originChanged() {
    hasNewOrigins = true;
  }

  /// Whether the copy differs from the source, or may.
  public boolean isChanged() {
    return hasNewColumns
        || hasNewOrigins
        || rows.isChanged()
        || resources.isChanged()
        || scopes.isChanged()
        || (events != null && events.isChanged());
  }

  /// The changed batch; nothing may be changed through this object any more.
  public Batch finish() {
    rows.apply();
    if (events != null) {
      events.apply();
    }
    if (hasNewOrigins || resources.isChanged() || scopes.isChanged()) {
      resources.apply();
      scopes.apply();
      nameResources();
      moveRows(batch.resources().settle(), batch.scopes().settle());
    }
    return batch;
  }

  /// Names the resources anew by their `service.name`.
  private void nameResources() {
    int key = batch.strings().find(SERVICE_NAME);
    Origins origins = batch.resources();
    for (int row = 0; row < origins.size(); row++) {
      int entry = origins.attributes().find(row, key);
      boolean hasName = entry >= 0 && origins.attributes().type(entry) == ValueType.STRING;
      origins.name(row, hasName ? (int) origins.attributes().value(entry) : Strings.EMPTY);
    }
  }

  private void moveRows(int[] resource, int[] scope) {
    switch (batch) {
      case SpanBatch spans -> {
        for (int row = 0; row < spans.size(); row++) {
          spans.resource(row, resource[spans.resource(row)]);
          spans.scope(row, scope[spans.scope(row)]);
        }
      }
      case LogBatch logs -> {
        for (int row = 0; row < logs.size(); row++) {
          logs.resource(row, resource[logs.resource(row)]);
          logs.scope(row, scope[logs.scope(row)]);
        }
      }
      case PointBatch points -> {
        for (int row = 0; row < points.size(); row++) {
          points.resource(row, resource[points.resource(row)]);
          points.scope(row, scope[points.scope(row)]);
        }
      }
    }
  }
}
