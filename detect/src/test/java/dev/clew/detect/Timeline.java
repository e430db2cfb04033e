package dev.clew.detect;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// Events of many people and attackers at once, written in any order and played in that of time.
final class Timeline {
  private static final String[][] AGENTS = {
    {"firefox", "windows"},
    {"chrome", "windows"},
    {"chrome", "macos"},
    {"safari", "ios"},
    {"chrome", "android"},
    {"edge", "windows"}
  };

  private final RandomGenerator random;
  private final List<Planned> planned = new ArrayList<>();

  private record Planned(long nanos, Consumer<EventBuilder> words) {}

  Timeline(RandomGenerator random) {
    this.random = random;
  }

  void add(double atSeconds, Consumer<EventBuilder> words) {
    planned.add(new Planned((long) (atSeconds * Scene.SECOND), words));
  }

  /// A person who logs in, with typos, and now and then forgets the password for good.
  void person(double atSeconds, int user, String address, double typos) {
    double at = atSeconds;
    int failures = random.nextDouble() < typos ? 1 : 0;
    if (random.nextDouble() < 0.01) {
      failures = 3 + random.nextInt(3);
    }
    for (int i = 0; i < failures; i++) {
      failure(at, user, address);
      at += 4 + random.nextDouble() * 16;
    }
    double success = failures > 1 ? at + 120 + random.nextDouble() * 600 : at;
    add(success, event -> as(event, user).from(address));
  }

  void failure(double atSeconds, int user, String address) {
    add(atSeconds, event -> as(event, user).from(address).fails(Reason.BAD_CREDENTIALS));
  }

  static EventBuilder as(EventBuilder event, int user) {
    String[] agent = AGENTS[user % AGENTS.length];
    return event.user("user" + user).agent(agent[0], agent[1], AgentClass.BROWSER);
  }

  /// Everybody once a day from where they are, for so many days, mostly right.
  void ordinaryDays(int days, int users, IntFunction<String> addressOf) {
    for (int day = 0; day < days; day++) {
      for (int user = 0; user < users; user++) {
        double at = day * 86_400.0 + 8 * 3_600 + Math.abs(random.nextGaussian()) * 7_200;
        person(at, user, addressOf.apply(user), 0.06);
      }
    }
  }

  /// Plays everything from the scene's present on.
  ///
  /// @param until seconds at which it ends at the latest
  void play(Scene scene, double until) {
    planned.sort(Comparator.comparingLong(Planned::nanos));
    long start = scene.now();
    for (Planned each : planned) {
      if (each.nanos() > until * Scene.SECOND) {
        break;
      }
      scene.skip(Math.max(0, start + each.nanos() - scene.now()));
      scene.send(each.words());
    }
    planned.clear();
  }
}
