package dev.clew.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void countsTimeOfChildrenToo() throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; cat")
            .start();
    ProcessUsage usage = new ProcessUsage(shell.toHandle());

    boolean isBusySeen = false;
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!isBusySeen && System.nanoTime() < deadline) {
      isBusySeen = usage.cpuSeconds() >= 0.05;
      Thread.onSpinWait();
    }
    Memory memory = usage.memory();
    shell.destroy();

    assertThat(isBusySeen).isTrue();
    assertThat(memory.resident()).isPositive();
  }

  @Test
  void anEndedProcessUsesNothing() throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("true").start();
    shell.waitFor();

    ProcessUsage usage = new ProcessUsage(shell.toHandle());

    assertThat(usage.memory()).isEqualTo(new Memory(0, 0, 0));
    assertThat(usage.jvmFlags()).isEqualTo(List.of());
  }
}
