package dev.clew.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.load.Connection;
import dev.clew.bench.load.Ledger;
import dev.clew.bench.load.Load;
import dev.clew.bench.load.Reply;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Payload;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdCheckTest {
  @Test
  void allThereOncePasses() throws Exception {
    TemplateSet set = set();

    IdCheck check = IdCheck.of(set, sent(set), ids(set, 10));

    assertThat(check).isEqualTo(new IdCheck(1_000, 0, 0, 0));
    assertThat(check.isPassed()).isTrue();
  }

  @Test
  void missingOnesAreLost() throws Exception {
    TemplateSet set = set();

    long[] some = Arrays.copyOfRange(ids(set, 10), 3, 990);

    assertThat(IdCheck.of(set, sent(set), some)).isEqualTo(new IdCheck(987, 13, 0, 0));
  }

  @Test
  void repeatedOnesAreDoubled() throws Exception {
    TemplateSet set = set();
    long[] ids = ids(set, 10);

    long[] more = LongStream.concat(Arrays.stream(ids), LongStream.of(ids[5])).sorted().toArray();

    assertThat(IdCheck.of(set, sent(set), more)).isEqualTo(new IdCheck(1_001, 0, 1, 0));
  }

  @Test
  void neverSentOnesAreForeign() throws Exception {
    TemplateSet set = set();

    assertThat(IdCheck.of(set, sent(set), ids(set, 11))).isEqualTo(new IdCheck(1_100, 0, 0, 100));
  }

  private static TemplateSet set() throws Exception {
    return TemplateSet.of(
        new TemplateSet.Plan(Shape.CANON, Encoding.OTLP, null, 1, 100_000, 0, 100_000));
  }

  /// Ten bodies of a hundred spans, all acknowledged.
  private static Ledger sent(TemplateSet set) throws InterruptedException {
    try (Load load = new Load(set, Yes::new, 1)) {
      return load.closedLoop(1_000, Duration.ofSeconds(10)).ledger();
    }
  }

  private static long[] ids(TemplateSet set, int bodies) {
    LongStream.Builder ids = LongStream.builder();
    for (int body = 0; body < bodies; body++) {
      set.spanIds(body, ids);
    }
    return ids.build().sorted().toArray();
  }

  private static final class Yes implements Connection {
    @Override
    public Reply send(Payload payload) {
      return new Reply.Accepted(0);
    }

    @Override
    public void close() {}
  }
}
