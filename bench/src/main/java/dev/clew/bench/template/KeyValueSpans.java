package dev.clew.bench.template;

import static dev.clew.bench.template.Otlp.attribute;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Spans with 11 attributes from 97 keys, the values drawn from 1,000: the shape of Jaeger's
/// `tracegen`.
final class KeyValueSpans implements MadeBodies.Kind {
  private static final int ATTRIBUTES = 11;
  private static final int KEYS = 97;
  private static final int SERVICES = 5;

  private final RandomGenerator random;

  KeyValueSpans(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String service(int index) {
    return "made-%02d".formatted(random.nextInt(SERVICES));
  }

  @Override
  public MadeBodies.MadeSpan span(String service, int index) {
    int first = random.nextInt(KEYS);
    List<Message> attributes = new ArrayList<>();
    for (int i = 0; i < ATTRIBUTES; i++) {
      String key = "made.key.%02d".formatted((first + 7 * i) % KEYS);
      attributes.add(attribute(key, "000", Slot.WORD));
    }
    return new MadeBodies.MadeSpan("step-" + index, Slot.NONE, index == 0 ? 2 : 1, attributes);
  }
}
