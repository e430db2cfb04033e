package dev.clew.server.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  @Test
  void leasesTogetherNeverExceedTheBudget() {
    Seeds.forEach(
        200,
        random -> {
          MemoryBudget budget = new MemoryBudget(1_000);
          List<MemoryBudget.Lease> leases = new ArrayList<>();
          long held = 0;
          for (int step = 0; step < 100; step++) {
            MemoryBudget.Lease lease = budget.lease();
            leases.add(lease);
            int bytes = random.nextInt(200);
            boolean fits = held + bytes <= 1_000;

            assertThat(lease.grow(bytes)).isEqualTo(fits);

            held += fits ? bytes : 0;
            if (random.nextInt(3) == 0) {
              lease.close();
              held -= fits ? bytes : 0;
            }
            assertThat(budget.usedBytes()).isEqualTo(held);
          }
          leases.forEach(MemoryBudget.Lease::close);
          assertThat(budget.usedBytes()).isZero();
        });
  }

  @Test
  void aClosedLeaseHoldsNothingMore() {
    MemoryBudget budget = new MemoryBudget(100);
    MemoryBudget.Lease lease = budget.lease();
    lease.close();

    assertThat(lease.grow(1)).isFalse();
    lease.shrink(50);
    lease.close();

    assertThat(budget.usedBytes()).isZero();
  }
}
