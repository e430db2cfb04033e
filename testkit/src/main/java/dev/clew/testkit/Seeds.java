package dev.clew.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Runs a property over numbered seeds, so that a failure repeats by its seed.
public final class Seeds {
  private Seeds() {}

  /// Checks the property with `count` generators, seeded 0, 1, 2 …
  public static void forEach(int count, Property property) {
    for (long seed = 0; seed < count; seed++) {
      try {
        property.check(random(seed));
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  /// A generator that yields the same numbers on every machine.
  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// Something that must hold whatever the generator yields.
  @FunctionalInterface
  public interface Property {
    void check(RandomGenerator random) throws Exception;
  }
}
