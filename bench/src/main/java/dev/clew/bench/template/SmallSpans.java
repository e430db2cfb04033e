package dev.clew.bench.template;

import static dev.clew.bench.template.Otlp.attribute;

import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField.Message;
import java.util.List;
import java.util.stream.IntStream;

/// Spans of about 800 bytes, each a trace of its own, that are alike but for ids and times.
final class SmallSpans implements MadeBodies.Kind {
  private static final List<Message> ATTRIBUTES =
      IntStream.range(0, 19)
          .mapToObj(
              i -> attribute("made.key.%02d".formatted(i), "the same value %04d ".formatted(i)))
          .toList();

  @Override
  public int spans() {
    return 1;
  }

  @Override
  public String service(int index) {
    return "made";
  }

  @Override
  public MadeBodies.MadeSpan span(String service, int index) {
    return new MadeBodies.MadeSpan("step", Slot.NONE, 1, ATTRIBUTES);
  }
}
