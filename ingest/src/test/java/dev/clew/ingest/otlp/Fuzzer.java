package dev.clew.ingest.otlp;

import dev.clew.testkit.Seeds;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Feeds a decoder with sound bodies that were damaged a little, seed after seed, until time is up.
/// A failure names its seed.
final class Fuzzer {
  private static final byte[] TELLING = {
    0, 1, 2, 7, 8, 0x0A, 0x12, 0x1A, '"', '[', ']', '{', '}', ',', 127, (byte) 0x80, (byte) 0xFF
  };

  private Fuzzer() {}

  /// A decoder, sound bodies for it, and what must hold of the outcome.
  interface Target {
    byte[] body(RandomGenerator random);

    void check(byte[] body) throws Exception;
  }

  /// Runs on the command line.
  ///
  /// @param arguments minutes to run (default 1) and first seed (default 0)
  static void main(Target target, String[] arguments) {
    long minutes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    long firstSeed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
    long runs = run(target, firstSeed, Duration.ofMinutes(minutes));
    System.out.printf("%s: %,d bodies from seed %d, no failure%n", target, runs, firstSeed);
  }

  /// Yields how many bodies were tried.
  static long run(Target target, long firstSeed, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    long seed = firstSeed;
    while (System.nanoTime() < deadline) {
      RandomGenerator random = Seeds.random(seed);
      try {
        byte[] body = target.body(random);
        for (int i = 0; i < 20; i++) {
          target.check(damaged(body, random));
        }
      } catch (Exception | Error failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
      seed++;
    }
    return (seed - firstSeed) * 20;
  }

  private static byte[] damaged(byte[] body, RandomGenerator random) {
    byte[] result = body.clone();
    for (int i = 1 + random.nextInt(6); i > 0 && result.length > 0; i--) {
      result = step(result, random);
    }
    return result;
  }

  private static byte[] step(byte[] body, RandomGenerator random) {
    int at = random.nextInt(body.length);
    int size = Math.min(1 + random.nextInt(12), body.length - at);
    switch (random.nextInt(7)) {
      case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> body[at] = (byte) random.nextInt();
      case 2 -> body[at] = TELLING[random.nextInt(TELLING.length)];
      case 3 -> {
        return Arrays.copyOf(body, at);
      }
      case 4 -> {
        return joined(Arrays.copyOf(body, at), new byte[0], body, at + size);
      }
      case 5 -> {
        byte[] piece = Arrays.copyOfRange(body, at, at + size);
        return joined(Arrays.copyOf(body, at), piece, body, at);
      }
      default -> {
        int from = random.nextInt(body.length);
        int length = Math.min(1 + random.nextInt(200), body.length - from);
        byte[] piece = Arrays.copyOfRange(body, from, from + length);
        return joined(Arrays.copyOf(body, at), piece, body, at);
      }
    }
    return body;
  }

  private static byte[] joined(byte[] head, byte[] middle, byte[] tail, int tailFrom) {
    int tailLength = tail.length - tailFrom;
    byte[] result = Arrays.copyOf(head, head.length + middle.length + tailLength);
    System.arraycopy(middle, 0, result, head.length, middle.length);
    System.arraycopy(tail, tailFrom, result, head.length + middle.length, tailLength);
    return result;
  }
}
