package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Resource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The services of the platform, each with its running copies.
enum Service {
  GATEWAY("gateway", "2.3.1", 2),
  IDENTITY("identity", "4.7.0", 2),
  SESSION("session", "1.12.3", 3),
  PROFILE("profile", "3.0.2", 1),
  AUDIT("audit", "2.1.0", 1);

  private final String label;
  private final String version;
  private final int copies;

  Service(String label, String version, int copies) {
    this.label = label;
    this.version = version;
    this.copies = copies;
  }

  String label() {
    return label;
  }

  List<Resource> instances() {
    return IntStream.rangeClosed(1, copies).mapToObj(this::instance).toList();
  }

  /// @param number from 1
  Resource instance(int number) {
    return new Resource(
        label, version, label + "-" + number, "10.20." + ordinal() + "." + number, "demo");
  }

  Resource anyInstance(RandomGenerator random) {
    return instance(1 + random.nextInt(copies));
  }
}
