package dev.clew.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.bench.FakeClew;
import dev.clew.bench.load.Compression;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.template.Encoding;
import dev.clew.bench.template.Shape;
import dev.clew.bench.template.TemplateSet;
import dev.clew.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashRunTest {
  @TempDir private Path folder;

  @Test
  void aDurableServerPasses() throws Exception {
    CrashRun.Result result = crash(3, List.of());

    assertThat(result.failure()).isEmpty();
    assertThat(result.rounds()).isEqualTo(3);
    assertThat(result.acknowledged()).isPositive();
    assertThat(result.check().stored()).isGreaterThanOrEqualTo(result.acknowledged());
  }

  @Test
  void aServerThatAnswersTooEarlyIsFound() throws Exception {
    CrashRun.Result result = crash(3, List.of("--fault", "forgetful"));

    assertThat(result.isPassed()).isFalse();
    assertThat(result.check().lost()).isPositive();
  }

  @Test
  void aServerThatDoublesIsFound() throws Exception {
    CrashRun.Result result = crash(3, List.of("--fault", "doubling"));

    assertThat(result.isPassed()).isFalse();
    assertThat(result.check().doubled()).isPositive();
  }

  private CrashRun.Result crash(int rounds, List<String> arguments) throws Exception {
    TemplateSet set =
        TemplateSet.of(
            new TemplateSet.Plan(Shape.CANON, Encoding.OTLP, null, 1, 100_000, 0, 100_000));
    ClewServer.Plan server =
        new ClewServer.Plan(
            FakeClew.launcher(), folder.resolve("data"), arguments, false, Compression.NONE);
    CrashRun.Plan plan = new CrashRun.Plan(rounds, 50_000, 2, 600, 2);
    return new CrashRun(server, set, plan, Seeds.random(1), _ -> {}).run();
  }
}
