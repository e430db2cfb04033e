package dev.clew.ingest.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.model.Signal;
import java.util.random.RandomGenerator;

/// Entries to append, and records to compare with what is read.
final class Entries {
  private Entries() {}

  /// An entry with such a payload and nothing special.
  static Entry of(String payload) {
    return Entry.of(Signal.TRACES, (byte) 1, "", 1, payload.getBytes(UTF_8));
  }

  /// Any entry; its payload is part random and part compressible, up to so many bytes, and never
  /// equal to another one's.
  static Entry any(RandomGenerator random, int maxBytes) {
    byte[] array = new byte[16 + random.nextInt(maxBytes)];
    int from = random.nextInt(8);
    int length = array.length - from - random.nextInt(8);
    byte[] noise = new byte[Math.min(array.length, 8 + random.nextInt(maxBytes))];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, array, 0, noise.length);
    return new Entry(
        Signal.values()[random.nextInt(3)],
        (byte) random.nextInt(256),
        random.nextInt(4) == 0 ? "tenant-é-" + random.nextInt(3) : "",
        random.nextInt(4) == 0 ? "otlp/é-" + random.nextInt(3) : "",
        random.nextLong(),
        array,
        from,
        length);
  }

  /// An entry as a value.
  record Content(
      Signal signal,
      byte encoding,
      String tenant,
      String receiver,
      long receivedNanos,
      String payload) {
    static Content of(Entry entry) {
      return new Content(
          entry.signal(),
          entry.encoding(),
          entry.tenant(),
          entry.receiver(),
          entry.receivedNanos(),
          new String(entry.copyPayload(), ISO_8859_1));
    }

    @Override
    public String toString() {
      return "%s of %d bytes #%x".formatted(signal, payload.length(), payload.hashCode());
    }
  }
}
