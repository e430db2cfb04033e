package dev.clew.server.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RememberedTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final Remembered remembered = new Remembered(now::get);

  @Test
  void whatWasAddedIsKnownUntilItsTime() {
    remembered.add("a", 100);

    now.addAndGet(99);
    assertThat(remembered.isKnown("a")).isTrue();
    now.addAndGet(1);
    assertThat(remembered.isKnown("a")).isFalse();
  }

  @Test
  void nothingElseIsKnown() {
    remembered.add("a", 100);

    assertThat(remembered.isKnown("b")).isFalse();
  }

  @Test
  void theLeastRecentlyUsedGoFirst() {
    remembered.add("first", 100);
    remembered.add("second", 100);
    for (int i = 0; i < 4_094; i++) {
      remembered.add("other" + i, 100);
    }
    assertThat(remembered.isKnown("first")).isTrue();
    remembered.add("last", 100);

    assertThat(remembered.isKnown("first")).isTrue();
    assertThat(remembered.isKnown("second")).isFalse();
  }
}
