package dev.clew.examples.simulator;

import java.util.random.RandomGenerator;

/// Where stories begin.
@FunctionalInterface
interface Stories {
  Story begin(Visit visit, long atNanos, RandomGenerator random);
}
