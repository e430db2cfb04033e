package dev.clew.pipeline.tailsampling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.Spans;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstSightsTest {
  private static final TraceId ID = Spans.trace(1);

  private final PolicySet policies = policies(1_000, false);

  @Test
  void theFirstUserAgentOfAnAccountIsUnusual() {
    assertThat(isKept(policies, login("alice", "firefox"))).isTrue();
    assertThat(isKept(policies, login("alice", "firefox"))).isFalse();
    assertThat(isKept(policies, login("alice", "curl"))).isTrue();
    assertThat(isKept(policies, login("bob", "firefox"))).isTrue();
  }

  @Test
  void addressesCountByTheirNetwork() {
    assertThat(isKept(policies, from("alice", "192.0.2.7"))).isTrue();
    assertThat(isKept(policies, from("alice", "192.0.2.200:4711"))).isFalse();
    assertThat(isKept(policies, from("alice", "192.0.3.7"))).isTrue();
    assertThat(isKept(policies, from("alice", "2001:db8:1:2::1"))).isTrue();
    assertThat(isKept(policies, from("alice", "[2001:db8:1:ffff::9]:80"))).isFalse();
    assertThat(isKept(policies, from("alice", "no address"))).isFalse();
  }

  @Test
  void spansWithoutAnAccountAreNotLookedAt() {
    assertThat(isKept(policies, new Spans().with("agent", "curl").span(ID))).isFalse();
  }

  @Test
  void theFirstValueOfAnAccountCanBeLearnedOnly() {
    PolicySet learning = policies(1_000, true);

    assertThat(isKept(learning, login("alice", "firefox"))).isFalse();
    assertThat(isKept(learning, login("alice", "firefox"))).isFalse();
    assertThat(isKept(learning, login("alice", "curl"))).isTrue();
  }

  @Test
  void memoryIsBoundedAndForgetsWhatWasNotMetForLongest() {
    PolicySet small = policies(100, false);
    isKept(small, login("victim", "firefox"));
    for (int i = 0; i < 10_000; i++) {
      isKept(small, login("user" + i, "firefox"));
      assertThat(isKept(small, login("victim", "firefox"))).isFalse();
    }
    assertThat(isKept(small, login("user1", "firefox"))).as("forgotten").isTrue();
  }

  @Test
  void whatWasSeenIsKnownAfterARestart() throws IOException {
    isKept(policies, login("alice", "firefox"));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    policies.save(new DataOutputStream(saved));
    PolicySet restored = policies(1_000, false);

    restored.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

    assertThat(isKept(restored, login("alice", "firefox"))).isFalse();
    assertThat(isKept(restored, login("alice", "curl"))).isTrue();
  }

  private static PolicySet policies(int max, boolean isLearning) {
    return new PolicySet(
        Trace.named(
            new PolicySpec.Unusual(
                "account", List.of("agent"), List.of("address"), 24, 48, max, isLearning)),
        VotingRules.STANDARD);
  }

  private static Spans login(String account, String agent) {
    return new Spans().with("account", account).with("agent", agent).span(ID);
  }

  private static Spans from(String account, String address) {
    return new Spans().with("account", account).with("address", address).span(ID);
  }

  private static boolean isKept(PolicySet policies, Spans spans) {
    return new Trace(policies).add(spans).decide().isKept();
  }
}
