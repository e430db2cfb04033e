package dev.clew.detect.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.detect.Scene;
import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEventColumns;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.detector.Entity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityTimelineTest {
  private final Scene scene = new Scene().warm(5);
  private final List<AuthEvent> stored = new ArrayList<>();

  @Test
  void aQueryWithTheFindingsPredicateYieldsItsNumbers() {
    attack(25);
    Finding before = scene.findings("A1").getFirst();
    EventQuery query = EventQuery.of(before);
    attack(10);

    assertThat(stored.stream().filter(query::matches).count())
        .isEqualTo(before.counts().events())
        .isEqualTo(25);
  }

  @Test
  void alikeEventsAreOneRunAndTheFindingStandsBesideIt() {
    attack(25);
    EventQuery query =
        new EventQuery(
            new Entity(Entity.Type.ACCOUNT, "shop", "user1"), 0, Long.MAX_VALUE, Long.MAX_VALUE);

    List<EntityTimeline.Entry> entries =
        EntityTimeline.of(
            query,
            (asked, limit, _) ->
                stored.reversed().stream().filter(asked::matches).limit(limit).toList(),
            scene.detection().findings().findings(),
            1_000);

    assertThat(entries)
        .filteredOn(entry -> entry instanceof EntityTimeline.Entry.Run)
        .singleElement()
        .extracting(entry -> ((EntityTimeline.Entry.Run) entry).count())
        .isEqualTo(25);
    assertThat(entries).anyMatch(entry -> entry instanceof EntityTimeline.Entry.Raised);
  }

  @Test
  void columnsHaveDifferentNamesAndReadEveryEvent() {
    attack(1);

    assertThat(AuthEventColumns.ALL)
        .extracting(AuthEventColumns.Column::name)
        .doesNotHaveDuplicates();
    for (AuthEventColumns.Column column : AuthEventColumns.ALL) {
      Object value = column.value().apply(stored.getFirst());
      assertThat(value)
          .isInstanceOf(column.type() == AuthEventColumns.Type.TEXT ? String.class : Long.class);
    }
  }

  private void attack(int times) {
    for (int i = 0; i < times; i++) {
      stored.add(
          scene.send(
              event -> event.user("user1").from("203.0.113.9").fails(Reason.BAD_CREDENTIALS)));
      scene.skip(Scene.SECOND);
    }
  }
}
