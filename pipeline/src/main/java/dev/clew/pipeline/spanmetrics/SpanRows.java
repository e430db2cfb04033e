package dev.clew.pipeline.spanmetrics;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.series.DimensionRow;
import dev.clew.pipeline.series.TextPool;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fills the row of a stage with the dimension values of one span of a batch after the other.
///
/// Names of attributes are looked up once for a batch, the attributes of a resource once for each
/// resource of it.
final class SpanRows {
  static final String UNKNOWN_SERVICE = "unknown_service";

  private static final SpanBatch NOTHING = new SpanBatch(0);
  private static final int UNREAD = -2;

  private final DimensionRow row;
  private final ValueTexts texts;
  private final List<Columns.Attribute> columns;
  private final List<String> keys;
  private final Set<String> scopes;
  private final boolean countsUnnamed;
  private final int unknownService;
  private final int[] kinds;
  private final int[] statuses;
  private final int[] fallbacks;
  private final int[] keyIds;

  /// By key: the entry of the span that is current, or -1.
  private final int[] entries;

  private SpanBatch batch = NOTHING;
  private int serviceKey;

  /// By string of the batch: number of the key it is, plus 1.
  private int[] keyOf = new int[0];

  /// By resource of the batch and key: the entry, or -1; [#UNREAD] if not looked up.
  private int[] ofResources = new int[0];

  SpanRows(TextPool pool, DimensionRow row, Columns columns, Set<String> scopes, boolean unnamed) {
    this.row = row;
    this.columns = columns.attributes();
    this.keys = columns.keys();
    this.scopes = scopes;
    countsUnnamed = unnamed;
    texts = new ValueTexts(pool, row, this.columns);
    unknownService = pool.constant(UNKNOWN_SERVICE);
    kinds = new int[SpanKind.values().length];
    for (SpanKind kind : SpanKind.values()) {
      kinds[kind.ordinal()] = pool.constant("SPAN_KIND_" + kind);
    }
    statuses = new int[SpanStatus.values().length];
    for (SpanStatus status : SpanStatus.values()) {
      statuses[status.ordinal()] = pool.constant("STATUS_CODE_" + status);
    }
    fallbacks = new int[this.columns.size()];
    for (int i = 0; i < fallbacks.length; i++) {
      String fallback = this.columns.get(i).fallback();
      fallbacks[i] = fallback == null ? TextPool.ABSENT : pool.constant(fallback);
    }
    keyIds = new int[keys.size()];
    entries = new int[keys.size()];
  }

  void begin(SpanBatch next) {
    for (int id : keyIds) {
      if (id >= 0 && id < keyOf.length) {
        keyOf[id] = 0;
      }
    }
    batch = next;
    texts.begin(batch.strings());
    if (keyOf.length < batch.strings().size()) {
      keyOf = new int[batch.strings().size() * 3 / 2];
    }
    for (int key = 0; key < keyIds.length; key++) {
      keyIds[key] = batch.strings().find(keys.get(key));
      if (keyIds[key] >= 0) {
        keyOf[keyIds[key]] = key + 1;
      }
    }
    serviceKey = batch.strings().find("service.name");
    int size = batch.resources().size() * keyIds.length;
    ofResources = ofResources.length < size ? new int[size] : ofResources;
    Arrays.fill(ofResources, 0, size, UNREAD);
  }

  /// Lets go of the batch.
  void end() {
    batch = NOTHING;
    texts.end();
    row.clear();
  }

  /// Fills the row with a span's values; false if the span is not to be counted, since its service
  /// is not known.
  boolean read(int span) {
    int resource = batch.resource(span);
    Attributes ofResource = batch.resources().attributes();
    int service = ofResource.find(resource, serviceKey);
    if (service >= 0) {
      texts.value(Columns.SERVICE, ofResource, service);
    } else if (countsUnnamed) {
      row.known(Columns.SERVICE, unknownService);
    } else {
      return false;
    }
    texts.string(Columns.SPAN_NAME, batch.name(span));
    row.known(Columns.KIND, kinds[batch.kind(span).ordinal()]);
    row.known(Columns.STATUS, statuses[batch.status(span).ordinal()]);
    scope(batch.scope(span));
    find(batch.attributes(), span);
    for (int i = 0; i < fallbacks.length; i++) {
      int entry = entries[columns.get(i).key()];
      if (entry >= 0) {
        texts.value(Columns.FIRST_ATTRIBUTE + i, batch.attributes(), entry);
      } else {
        ofResource(i, resource, null, 0);
      }
    }
    return true;
  }

  /// Replaces in the row what only the event has, not the span; to be called after [#read].
  void readEvent(int span, int event) {
    Attributes ofEvent = batch.events().attributes();
    for (int i = 0; i < fallbacks.length; i++) {
      if (entries[columns.get(i).key()] < 0) {
        ofResource(i, batch.resource(span), ofEvent, event);
      }
    }
  }

  SpanEvents events() {
    return batch.events();
  }

  private void scope(int scope) {
    row.known(Columns.SCOPE_NAME, TextPool.ABSENT);
    row.known(Columns.SCOPE_VERSION, TextPool.ABSENT);
    if (!scopes.isEmpty()) {
      int name = batch.scopes().name(scope);
      if (scopes.contains(batch.strings().cached(name))) {
        texts.string(Columns.SCOPE_NAME, name);
        texts.string(Columns.SCOPE_VERSION, batch.scopes().version(scope));
      }
    }
  }

  private void find(Attributes attributes, int span) {
    Arrays.fill(entries, -1);
    for (int entry = attributes.start(span); entry < attributes.end(span); entry++) {
      int key = keyOf[attributes.key(entry)];
      if (key > 0) {
        entries[key - 1] = entry;
      }
    }
  }

  private void ofResource(int i, int resource, @Nullable Attributes nearer, int owner) {
    int key = columns.get(i).key();
    int column = Columns.FIRST_ATTRIBUTE + i;
    int ofNearer = nearer == null ? -1 : nearer.find(owner, keyIds[key]);
    if (nearer != null && ofNearer >= 0) {
      texts.value(column, nearer, ofNearer);
      return;
    }
    Attributes attributes = batch.resources().attributes();
    int at = resource * keyIds.length + key;
    if (ofResources[at] == UNREAD) {
      ofResources[at] = attributes.find(resource, keyIds[key]);
    }
    if (ofResources[at] >= 0) {
      texts.value(column, attributes, ofResources[at]);
    } else {
      row.known(column, fallbacks[i]);
    }
  }
}
