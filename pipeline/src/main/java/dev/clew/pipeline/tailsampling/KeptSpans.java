package dev.clew.pipeline.tailsampling;

import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers the spans that are kept, writes on each why and what it stands for, and hands them on in
/// batches.
///
/// Attributes of these names that a span came with are replaced, since a sender must not say what a
/// trace stands for; only behind another sampler of Clew its weight counts, as a factor.
final class KeptSpans {
  static final String POLICY = "clew.sampling.policy";
  static final String WEIGHT = "clew.sampling.weight";
  static final String PARTIAL = "clew.sampling.partial";
  private static final int MAX_ROWS = 8_192;

  private final Stage next;
  private final boolean isBehindSampler;
  private final boolean recordsPolicy;
  private SpanBatch batch = new SpanBatch(64);
  private Keys keys = new Keys(batch.strings());
  private final Map<ScopeKey, Integer> scopes = new HashMap<>();
  private @Nullable SpanBatch source;
  private @Nullable RowMapping mapping;
  private boolean isMarked;
  private int ownWeight;

  /// Numbers of the names in the batch that is filled.
  private record Keys(int policy, int weight, int partial) {
    Keys(Strings strings) {
      this(strings.add(POLICY), strings.add(WEIGHT), strings.add(PARTIAL));
    }
  }

  /// What a span is kept for.
  ///
  /// @param inner name of the policy inside a composite one
  /// @param isCached whether it follows a decision that was made before
  record Reason(
      String policy, @Nullable String inner, double weight, boolean isPartial, boolean isCached) {}

  private record ScopeKey(int scope, String policy, @Nullable String inner, boolean isCached) {}

  KeptSpans(Stage next, boolean isBehindSampler, boolean recordsPolicy) {
    this.next = next;
    this.isBehindSampler = isBehindSampler;
    this.recordsPolicy = recordsPolicy;
  }

  boolean isFull() {
    return batch.size() >= MAX_ROWS;
  }

  boolean isEmpty() {
    return batch.size() == 0;
  }

  /// Turns to the batch that rows are taken from; to be told again when it has grown.
  ///
  /// @param rows about how many will be taken
  void from(SpanBatch other, int rows) {
    source = other;
    boolean isFew = rows * 32L < other.strings().size();
    mapping = isFew ? RowMapping.forFew(other, batch) : new RowMapping(other, batch);
    ownWeight = other.strings().find(WEIGHT);
    isMarked =
        ownWeight >= 0 || other.strings().find(POLICY) >= 0 || other.strings().find(PARTIAL) >= 0;
  }

  /// Adds a row of that batch.
  void add(int row, Reason reason) {
    SpanBatch from = source;
    if (from == null || mapping == null) {
      throw new IllegalStateException("no batch to take a row from");
    }
    int added = batch.append(from, row, mapping);
    Attributes attributes = batch.attributes();
    double weight = reason.weight() * (isBehindSampler ? weightBefore(from, row) : 1);
    if (isMarked) {
      attributes.removeFromLast(keys.policy());
      attributes.removeFromLast(keys.weight());
      attributes.removeFromLast(keys.partial());
    }
    int policy = batch.strings().add(reason.policy());
    attributes.addToLast(keys.policy(), ValueType.STRING, policy);
    attributes.addToLast(keys.weight(), ValueType.DOUBLE, Double.doubleToRawLongBits(weight));
    if (reason.isPartial()) {
      attributes.addToLast(keys.partial(), ValueType.BOOL, 1);
    }
    if (recordsPolicy) {
      batch.scope(added, scope(batch.scope(added), reason));
    }
  }

  private double weightBefore(SpanBatch from, int row) {
    int entry = from.attributes().find(row, ownWeight);
    if (entry < 0 || from.attributes().type(entry) != ValueType.DOUBLE) {
      return 1;
    }
    double weight = Double.longBitsToDouble(from.attributes().value(entry));
    return weight >= 1 && weight < Double.POSITIVE_INFINITY ? weight : 1;
  }

  /// A scope like another one that also tells the policy.
  private int scope(int scope, Reason reason) {
    ScopeKey key = new ScopeKey(scope, reason.policy(), reason.inner(), reason.isCached());
    return scopes.computeIfAbsent(key, this::newScope);
  }

  private int newScope(ScopeKey key) {
    Origins origins = batch.scopes();
    Attributes attributes = origins.attributes();
    Strings strings = batch.strings();
    int end = attributes.end(key.scope());
    for (int entry = attributes.start(key.scope()); entry < end; entry++) {
      attributes.add(attributes.key(entry), attributes.type(entry), attributes.value(entry));
    }
    if (key.isCached()) {
      attributes.add(strings.add("tailsampling.cached_decision"), ValueType.BOOL, 1);
    } else {
      int policy = strings.add(key.policy());
      attributes.add(strings.add("tailsampling.policy"), ValueType.STRING, policy);
    }
    String inner = key.inner();
    if (inner != null) {
      int name = strings.add(inner);
      attributes.add(strings.add("tailsampling.composite_policy"), ValueType.STRING, name);
    }
    return origins.endRow(
        origins.name(key.scope()),
        origins.version(key.scope()),
        origins.schemaUrl(key.scope()),
        origins.droppedAttributes(key.scope()));
  }

  /// Hands on what was added.
  void flush(Arrival arrival) {
    source = null;
    mapping = null;
    if (batch.size() > 0) {
      SpanBatch full = batch;
      batch = new SpanBatch(64);
      keys = new Keys(batch.strings());
      scopes.clear();
      next.accept(full, arrival);
    }
  }
}
