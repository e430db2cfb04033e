package dev.clew.pipeline.ottl;

import dev.clew.model.AttributeEdits;
import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A batch seen in a context: what its rows are there, and to which spans, resources and scopes
/// they belong.
///
/// Holds what was decoded of the batch, since batches are shared between threads and views are not.
final class View {
  private final Context context;
  private final Batch batch;
  private final @Nullable BatchEdits edits;
  private final AttributeEdits ownAttributes;
  private final AttributeEdits resourceAttributes;
  private final AttributeEdits scopeAttributes;
  private final @Nullable AttributeEdits eventAttributes;
  private final IntUnaryOperator resourceOf;
  private final IntUnaryOperator scopeOf;
  private final IntUnaryOperator batchRowOf;
  private final int rows;
  private final Map<Integer, Value> documents = new HashMap<>();
  private @Nullable String[] texts = new String[0];

  /// A view to read from.
  View(Context context, Batch batch) {
    this(
        context,
        batch,
        null,
        new AttributeEdits(batch.attributes()),
        new AttributeEdits(batch.resources().attributes()),
        new AttributeEdits(batch.scopes().attributes()),
        batch instanceof SpanBatch spans ? new AttributeEdits(spans.events().attributes()) : null);
  }

  /// A view to change what it shows.
  View(Context context, BatchEdits edits) {
    this(
        context,
        edits.batch(),
        edits,
        edits.rows(),
        edits.resources(),
        edits.scopes(),
        edits.batch() instanceof SpanBatch ? edits.events() : null);
  }

  private View(
      Context context,
      Batch batch,
      @Nullable BatchEdits edits,
      AttributeEdits own,
      AttributeEdits resources,
      AttributeEdits scopes,
      @Nullable AttributeEdits events) {
    if (!context.isOf(batch.signal())) {
      throw new IllegalArgumentException(context + " is no context of " + batch.signal());
    }
    this.context = context;
    this.batch = batch;
    this.edits = edits;
    this.ownAttributes = own;
    this.resourceAttributes = resources;
    this.scopeAttributes = scopes;
    this.eventAttributes = events;
    int[] owners = owners(context, batch);
    rows =
        switch (context) {
          case RESOURCE -> batch.resources().size();
          case SCOPE, SPANEVENT, METRIC -> owners.length;
          case LOG, DATAPOINT, SPAN -> batch.size();
        };
    boolean hasOwners = owners.length > 0;
    resourceOf =
        context == Context.RESOURCE
            ? row -> row
            : hasOwners ? row -> batch.resource(owners[row]) : batch::resource;
    scopeOf = hasOwners ? row -> batch.scope(owners[row]) : batch::scope;
    batchRowOf =
        context == Context.SPANEVENT || context == Context.METRIC ? row -> owners[row] : row -> row;
  }

  /// For each event its span; for each metric its first point; for each pair of resource and scope
  /// the first row that has it.
  private static int[] owners(Context context, Batch batch) {
    return switch (context) {
      case SPANEVENT -> spansOfEvents((SpanBatch) batch);
      case SCOPE -> firstRowsOfScopes(batch);
      case METRIC -> Metrics.firstPoints((PointBatch) batch);
      case LOG, DATAPOINT, SPAN, RESOURCE -> new int[0];
    };
  }

  private static int[] spansOfEvents(SpanBatch batch) {
    int[] spans = new int[batch.events().size()];
    for (int row = 0; row < batch.size(); row++) {
      Arrays.fill(spans, batch.events().start(row), batch.events().end(row), row);
    }
    return spans;
  }

  private static int[] firstRowsOfScopes(Batch batch) {
    Map<Long, Integer> first = new LinkedHashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      first.putIfAbsent(scopeKey(batch, row), row);
    }
    return first.values().stream().mapToInt(Integer::intValue).toArray();
  }

  Context context() {
    return context;
  }

  private static long scopeKey(Batch batch, int row) {
    return ((long) batch.resource(row) << 32) | batch.scope(row);
  }

  /// For each row of the batch the row of this context that it belongs to; not for events.
  int[] rowsOfBatch() {
    int[] result = new int[batch.size()];
    Map<Long, Integer> scopes = new HashMap<>();
    int metric = -1;
    for (int row = 0; row < result.length; row++) {
      switch (context) {
        case RESOURCE -> result[row] = batch.resource(row);
        case SCOPE ->
            result[row] = scopes.computeIfAbsent(scopeKey(batch, row), _ -> scopes.size());
        case METRIC -> {
          metric += metric + 1 < rows && batchRow(metric + 1) == row ? 1 : 0;
          result[row] = metric;
        }
        case LOG, DATAPOINT, SPAN -> result[row] = row;
        case SPANEVENT -> throw new IllegalStateException("a span has many events");
      }
    }
    return result;
  }

  Batch batch() {
    return batch;
  }

  /// Number of rows in this context.
  int rows() {
    return rows;
  }

  /// Whether what it shows may change.
  boolean isEditable() {
    return edits != null;
  }

  /// The changes that are being made.
  BatchEdits edits() {
    return Objects.requireNonNull(edits, "a view to read from");
  }

  SpanBatch spans() {
    return (SpanBatch) batch;
  }

  LogBatch logs() {
    return (LogBatch) batch;
  }

  PointBatch points() {
    return (PointBatch) batch;
  }

  /// Row in the batch of the span of an event, of the first point of a metric, or of the row.
  int batchRow(int row) {
    return batchRowOf.applyAsInt(row);
  }

  /// Row of the resource of a row.
  int resource(int row) {
    return resourceOf.applyAsInt(row);
  }

  /// Row of the scope of a row.
  int scope(int row) {
    return scopeOf.applyAsInt(row);
  }

  /// Attributes of the rows of the batch.
  AttributeEdits ownAttributes() {
    return ownAttributes;
  }

  AttributeEdits resourceAttributes() {
    return resourceAttributes;
  }

  AttributeEdits scopeAttributes() {
    return scopeAttributes;
  }

  AttributeEdits eventAttributes() {
    return Objects.requireNonNull(eventAttributes);
  }

  /// Id of a text that may be compared with ids of the batch; negative if none equals it.
  int find(String text) {
    return edits == null ? batch.strings().find(text) : batch.strings().add(text);
  }

  /// Id of a text, added to the batch that is being changed.
  int add(String text) {
    return edits().batch().strings().add(text);
  }

  int add(Bytes bytes) {
    byte[] content = bytes.toArray();
    return edits().batch().strings().add(content, 0, content.length);
  }

  /// The text of an id.
  String text(int id) {
    if (id >= texts.length) {
      texts = Arrays.copyOf(texts, Math.max(batch.strings().size(), id + 1));
    }
    String text = texts[id];
    if (text == null) {
      text = batch.strings().get(id);
      texts[id] = text;
    }
    return text;
  }

  Bytes bytes(int id) {
    Strings strings = batch.strings();
    return Bytes.copyOf(strings.arena(), strings.start(id), strings.length(id));
  }

  /// The list or map whose text has this id.
  Value document(int id) {
    return documents.computeIfAbsent(id, key -> Documents.parse(text(key)));
  }
}
