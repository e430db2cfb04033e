package dev.clew.bench.load;

import dev.clew.bench.template.Payload;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.TemplateSet;
import java.util.ArrayList;
import java.util.List;

/// Bodies that were compressed ahead, since compressed ones cannot be varied in place. After its
/// last body the ring starts again, with the same ids.
public final class CompressedRing {
  private final List<byte[]> bodies = new ArrayList<>();
  private final TemplateSet set;

  /// Compresses the first bodies of the set.
  ///
  /// @param wanted bodies that the run will send
  /// @param maxBytes bound for the memory; fewer bodies are kept when it is reached, but always
  ///   whole repetitions
  public CompressedRing(TemplateSet set, Compression compression, long wanted, long maxBytes) {
    this.set = set;
    PayloadSource source = set.newSource();
    long bytes = 0;
    for (long sequence = 0; sequence < wanted || sequence % set.templates() != 0; sequence++) {
      Payload payload = source.payload(sequence);
      byte[] body = compression.compress(payload.buffer(), payload.offset(), payload.length());
      bodies.add(body);
      bytes += body.length + 16;
      if (bytes > maxBytes && bodies.size() % set.templates() == 0) {
        break;
      }
    }
  }

  /// Number of bodies before ids recur.
  public int size() {
    return bodies.size();
  }

  /// Mean compressed bytes of a span.
  public double bytesPerSpan() {
    long bytes = bodies.stream().mapToLong(body -> body.length).sum();
    return (double) bytes / set.spansBefore(bodies.size());
  }

  /// A source for one thread.
  public PayloadSource newSource() {
    byte[][] buffer = {new byte[Payload.HEADROOM + 4_096]};
    Payload payload = new Payload();
    return sequence -> {
      byte[] body = bodies.get((int) (sequence % bodies.size()));
      if (buffer[0].length < Payload.HEADROOM + body.length) {
        buffer[0] = new byte[Payload.HEADROOM + 2 * body.length];
      }
      System.arraycopy(body, 0, buffer[0], Payload.HEADROOM, body.length);
      payload.set(buffer[0], body.length, set.spansOf(sequence));
      return payload;
    };
  }
}
