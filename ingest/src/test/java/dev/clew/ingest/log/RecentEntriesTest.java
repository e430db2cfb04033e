package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

final class RecentEntriesTest {
  @Test
  void remembersTheNewest() {
    Seeds.forEach(
        200,
        random -> {
          int capacity = random.nextInt(1, 40);
          RecentEntries recent = new RecentEntries(capacity);
          LinkedHashMap<Fingerprint, Long> expected = new LinkedHashMap<>();

          for (long offset = 0; offset < 500; offset++) {
            Fingerprint added = new Fingerprint(1, random.nextInt(100) * 64L);
            recent.add(added, offset);
            expected.putIfAbsent(added, offset);
            if (expected.size() > capacity) {
              expected.pollFirstEntry();
            }
            Fingerprint asked = new Fingerprint(1, random.nextInt(100) * 64L);
            assertThat(recent.find(asked)).isEqualTo(expected.getOrDefault(asked, -1L));
          }
        });
  }

  @Test
  void withoutCapacityNothingIsRemembered() {
    RecentEntries recent = new RecentEntries(0);

    recent.add(new Fingerprint(1, 1), 7);

    assertThat(recent.find(new Fingerprint(1, 1))).isEqualTo(-1);
  }

  @Test
  void noFingerprintIsNotRemembered() {
    RecentEntries recent = new RecentEntries(4);

    recent.add(Fingerprint.NONE, 7);

    assertThat(recent.find(Fingerprint.NONE)).isEqualTo(-1);
  }
}
