package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Bodies that need no captured data. The same on every machine and in every run: what differs
/// between runs is varied while sending.
final class MadeBodies {
  private static final long SEED = 20_261_120;

  private MadeBodies() {}

  static List<Message> of(Shape shape) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    return switch (shape) {
      case DEMO, AUTH, ATTACK, CANON -> bodies(64, 10, random, new CanonSpans(random, false));
      case HOSTILE -> bodies(32, 10, random, new CanonSpans(random, true));
      case TRACEGEN -> bodies(64, 10, random, new KeyValueSpans(random));
      case SMALL -> bodies(8, 1_000, random, new SmallSpans());
    };
  }

  /// How the spans of a made trace look.
  sealed interface Kind permits CanonSpans, KeyValueSpans, SmallSpans {
    /// Spans of a trace.
    default int spans() {
      return 10;
    }

    /// Service of the span with this index in its trace.
    String service(int index);

    /// The span with this index in its trace; 0 is the root.
    MadeSpan span(String service, int index);
  }

  /// @param name slot for a name that never repeats, or [Slot#NONE]
  record MadeSpan(String name, Slot nameSlot, int kind, List<Message> attributes) {
    MadeSpan {
      attributes = List.copyOf(attributes);
    }
  }

  private static List<Message> bodies(int count, int traces, RandomGenerator random, Kind kind) {
    List<Message> bodies = new ArrayList<>();
    for (int body = 0; body < count; body++) {
      MadeRequest request = new MadeRequest(random, kind);
      for (int trace = 0; trace < traces; trace++) {
        request.addTrace((long) (body * traces + trace) * 50_000_000L);
      }
      bodies.add(request.build());
    }
    return bodies;
  }
}
