package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchEditsTest {
  /// Three spans of two resources; the second has two events.
  private static SpanBatch spans() {
    SpanBatch batch = new SpanBatch();
    for (int row = 0; row < 3; row++) {
      batch.spanId(row, row + 1);
      batch.name(row, batch.strings().add("span " + row));
      int service = batch.strings().add(row == 2 ? "other" : "shop");
      Attributes resource = batch.resources().attributes();
      resource.add(batch.strings().add("service.name"), ValueType.STRING, service);
      resource.add(batch.strings().add("host"), ValueType.INT, row == 2 ? 2 : 1);
      batch.resource(row, batch.resources().endRow(service, 0, 0, 0));
      batch.scope(row, batch.scopes().endRow(0, 0, 0, 0));
      batch.attributes().add(batch.strings().add("n"), ValueType.INT, row);
      for (int event = 0; event < (row == 1 ? 2 : 0); event++) {
        batch.events().attributes().add(batch.strings().add("e"), ValueType.INT, event);
        batch.events().add(event, batch.strings().add("event " + event), 0);
      }
      batch.endRow();
    }
    return batch;
  }

  @Test
  void aCopyIsEqualAndSharesNothing() {
    SpanBatch source = spans();
    SpanBatch copy = source.copy();
    copy.name(0, copy.strings().add("changed"));
    copy.events().name(0, 0);
    copy.attributes().add(copy.strings().add("more"), ValueType.BOOL, 1);
    copy.endRow();

    assertThat(source.size()).isEqualTo(3);
    assertThat(source.strings().find("changed")).isNegative();
    assertThat(source.strings().get(source.name(0))).isEqualTo("span 0");
    assertThat(source.strings().get(source.events().name(0))).isEqualTo("event 0");
    assertThat(names(copy)).containsExactly("changed", "span 1", "span 2", "");
    assertThat(copy.strings().find("shop")).isEqualTo(source.strings().find("shop"));
  }

  @Test
  void editedAttributesAreReadAtOnceAndWrittenAtTheEnd() {
    SpanBatch source = spans();
    BatchEdits edits = new BatchEdits(source);
    int key = edits.batch().strings().find("n");
    int added = edits.batch().strings().add("added");

    assertThat(edits.isChanged()).isFalse();
    edits.rows().put(0, key, ValueType.INT, 0);
    assertThat(edits.isChanged()).isFalse();
    edits.rows().put(1, added, ValueType.BOOL, 1);
    edits.rows().put(1, key, ValueType.DOUBLE, 5);
    edits.rows().removeKey(2, key);
    edits.events().clear(1);
    assertThat(edits.rows().size(1)).isEqualTo(2);
    assertThat(edits.rows().find(2, key)).isNegative();
    SpanBatch changed = (SpanBatch) edits.finish();

    Attributes attributes = changed.attributes();
    assertThat(attributes.owners()).isEqualTo(3);
    assertThat(attributes.value(attributes.find(0, key))).isZero();
    assertThat(attributes.type(attributes.find(1, key))).isEqualTo(ValueType.DOUBLE);
    assertThat(attributes.value(attributes.find(1, added))).isEqualTo(1);
    assertThat(attributes.find(2, key)).isNegative();
    assertThat(changed.events().attributes().size()).isEqualTo(1);
    assertThat(source.attributes().value(source.attributes().find(1, key))).isEqualTo(1);
  }

  @Test
  void resourcesThatBecomeEqualBecomeOneAndAreNamedAnew() {
    BatchEdits edits = new BatchEdits(spans());
    int service = edits.batch().strings().find("service.name");
    int host = edits.batch().strings().find("host");
    int one = edits.batch().strings().add("one");
    for (int row = 0; row < edits.resources().owners(); row++) {
      edits.resources().put(row, service, ValueType.STRING, one);
      edits.resources().removeKey(row, host);
    }
    SpanBatch changed = (SpanBatch) edits.finish();

    assertThat(changed.resource(2)).isEqualTo(changed.resource(0));
    assertThat(changed.resources().name(changed.resource(2))).isEqualTo(one);
    changed.resources().attributes().add(service, ValueType.STRING, one);
    assertThat(changed.resources().endRow(one, 0, 0, 0)).isEqualTo(changed.resource(0));
  }

  @Test
  void aRowOfOriginsIsFoundOrLeavesNoTrace() {
    Origins origins = spans().resources();
    int size = origins.size();
    Strings strings = spans().strings();

    origins.attributes().add(strings.find("host"), ValueType.INT, 77);
    assertThat(origins.findRow(0, 0, 0, 0)).isEqualTo(-1);
    assertThat(origins.size()).isEqualTo(size);

    for (int i = 0; i < 50; i++) {
      origins.attributes().add(1, ValueType.INT, i);
      int row = origins.endRow(0, 0, 0, 0);
      origins.attributes().add(1, ValueType.INT, i);
      assertThat(origins.findRow(0, 0, 0, 0)).isEqualTo(row);
      origins.attributes().add(2, ValueType.INT, i);
      assertThat(origins.findRow(0, 0, 0, 0)).isEqualTo(-1);
    }
    assertThat(origins.size()).isEqualTo(size + 50);
  }

  @Test
  void aSelectionHasTheRowsAndEventsOfTheSets() {
    SpanBatch source = spans();
    BitSet rows = new BitSet();
    rows.set(1, 3);
    BitSet events = new BitSet();
    events.set(1);

    SpanBatch all = (SpanBatch) RowSelection.select(source, rows);
    SpanBatch some = RowSelection.select(source, rows, events);

    assertThat(names(all)).containsExactly("span 1", "span 2");
    assertThat(all.events().size()).isEqualTo(2);
    assertThat(all.strings().find("span 0")).isNegative();
    assertThat(names(some)).containsExactly("span 1", "span 2");
    assertThat(some.events().size()).isEqualTo(1);
    assertThat(some.strings().get(some.events().name(0))).isEqualTo("event 1");
    assertThat(some.events().end(0) - some.events().start(0)).isEqualTo(1);
    assertThat(some.events().end(1)).isEqualTo(1);
  }

  @Test
  void aSelectionOfAllRowsIsTheBatchItself() {
    SpanBatch source = spans();
    BitSet rows = new BitSet();
    rows.set(0, 3);

    assertThat(RowSelection.select(source, rows)).isSameAs(source);
  }

  private static List<String> names(SpanBatch batch) {
    List<String> names = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      names.add(batch.strings().get(batch.name(row)));
    }
    return names;
  }
}
