package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LastOwnerTest {
  private final Attributes attributes = new Attributes(4, 8);

  @Test
  void theOwnerFinishedLastTakesMoreEntries() {
    attributes.add(1, ValueType.INT, 10);
    attributes.endOwner();
    attributes.endOwner();

    attributes.addToLast(2, ValueType.INT, 20);

    assertThat(attributes.value(attributes.find(1, 2))).isEqualTo(20);
    assertThat(attributes.find(0, 2)).isEqualTo(-1);
    assertThat(attributes.end(1)).isEqualTo(2);
  }

  @Test
  void entriesOfTheOwnerFinishedLastCanBeRemovedByKey() {
    for (int key : new int[] {1, 2, 1, 3}) {
      attributes.add(key, ValueType.INT, key);
    }
    attributes.endOwner();

    attributes.removeFromLast(1);

    assertThat(attributes.end(0)).isEqualTo(2);
    assertThat(attributes.key(0)).isEqualTo(2);
    assertThat(attributes.key(1)).isEqualTo(3);
  }

  @Test
  void anOwnerThatIsBeingBuiltIsNotMixedUpWithTheLast() {
    assertThatThrownBy(() -> attributes.addToLast(1, ValueType.INT, 1))
        .isInstanceOf(IllegalStateException.class);
    attributes.endOwner();
    attributes.add(1, ValueType.INT, 1);

    assertThatThrownBy(() -> attributes.removeFromLast(1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMappingForFewRowsCopiesTheSameAsOneForMany() {
    SpanBatch source = spans(20);
    SpanBatch many = new SpanBatch(4);
    SpanBatch few = new SpanBatch(4);
    RowMapping forMany = new RowMapping(source, many);
    RowMapping forFew = RowMapping.forFew(source, few);
    for (int row = 0; row < source.size(); row++) {
      many.append(source, row, forMany);
      few.append(source, row, forFew);
    }

    for (int row = 0; row < source.size(); row++) {
      assertThat(text(few, row)).isEqualTo(text(many, row)).isEqualTo(text(source, row));
    }
  }

  private static SpanBatch spans(int count) {
    SpanBatch batch = new SpanBatch(4);
    Strings strings = batch.strings();
    for (int row = 0; row < count; row++) {
      batch.name(row, strings.add("name " + row % 3));
      batch.attributes().add(strings.add("text"), ValueType.STRING, strings.add("v" + row % 5));
      batch.attributes().add(strings.add("number"), ValueType.INT, row);
      int key = strings.add("service.name");
      int service = strings.add("service " + row % 2);
      batch.resources().attributes().add(key, ValueType.STRING, service);
      batch.resource(row, batch.resources().endRow(service, 0, 0, 0));
      batch.scope(row, batch.scopes().endRow(strings.add("scope"), 0, 0, 0));
      batch.endRow();
    }
    return batch;
  }

  private static String text(SpanBatch batch, int row) {
    StringBuilder text = new StringBuilder(batch.strings().get(batch.name(row)));
    Attributes attributes = batch.attributes();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      long value = attributes.value(entry);
      text.append(' ').append(batch.strings().get(attributes.key(entry))).append('=');
      text.append(attributes.type(entry).isText() ? batch.strings().get((int) value) : "" + value);
    }
    return text.append(batch.resource(row)).append(batch.scope(row)).toString();
  }
}
