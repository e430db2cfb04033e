package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether an account is seen with something for the first time: a user agent, a country, a
/// network.
///
/// Remembers 64 bits of SHA-256 for each pair of account and value, so that nobody can choose a
/// value that is taken for a known one. It remembers a bounded number of pairs and forgets those
/// that were not met for longest; then what is known looks new, and the trace is kept once more.
final class FirstSights extends SpanTest {
  private final PolicySpec.Unusual spec;
  private final List<String> keys = new ArrayList<>();
  private final int[] keyIds;
  private final LongSets seen;
  private final MessageDigest digest = sha256();
  private SpanBatch batch = new SpanBatch(0);
  private int accountId;

  FirstSights(PolicySpec.Unusual spec) {
    this.spec = spec;
    keys.addAll(spec.keys());
    keys.addAll(spec.addressKeys());
    keyIds = new int[keys.size()];
    seen = new LongSets(spec.maxEntries());
  }

  @Override
  boolean isLearning() {
    return true;
  }

  @Override
  boolean bind(SpanBatch next) {
    batch = next;
    accountId = next.strings().find(spec.accountKey());
    boolean isWatched = false;
    for (int i = 0; i < keyIds.length; i++) {
      keyIds[i] = next.strings().find(keys.get(i));
      isWatched |= keyIds[i] >= 0;
    }
    return accountId >= 0 && isWatched;
  }

  @Override
  boolean matches(int row) {
    byte[] account = value(row, accountId);
    boolean isNew = false;
    if (account != null && account.length > 0) {
      for (int i = 0; i < keyIds.length; i++) {
        byte[] value = value(row, keyIds[i]);
        byte[] watched = value == null || i < spec.keys().size() ? value : network(value);
        if (watched != null && watched.length > 0) {
          isNew |= isFirst(i, account, watched);
        }
      }
    }
    return isNew;
  }

  private byte @Nullable [] network(byte[] text) {
    return Network.of(new String(text, StandardCharsets.UTF_8), spec.prefix4(), spec.prefix6());
  }

  private boolean isFirst(int key, byte[] account, byte[] value) {
    boolean isKnown = seen.meet(hash(key, account, value));
    if (!spec.isLearning()) {
      return !isKnown;
    }
    boolean hadAny = seen.meet(hash(key, account, new byte[0]));
    return !isKnown && hadAny;
  }

  private long hash(int key, byte[] account, byte[] value) {
    digest.update((byte) key);
    digest.update(new byte[] {(byte) (account.length >> 16), (byte) (account.length >> 8)});
    digest.update((byte) account.length);
    digest.update(account);
    byte[] hash = digest.digest(value);
    long first = 0;
    for (int i = 0; i < 8; i++) {
      first = (first << 8) | (hash[i] & 0xFF);
    }
    return first;
  }

  /// The value of an attribute of the span or else its resource; null if it has none.
  private byte @Nullable [] value(int row, int keyId) {
    byte[] own = value(batch.attributes(), row, keyId);
    return own != null ? own : value(batch.resources().attributes(), batch.resource(row), keyId);
  }

  private byte @Nullable [] value(Attributes attributes, int owner, int keyId) {
    int entry = attributes.find(owner, keyId);
    if (entry < 0) {
      return null;
    }
    long value = attributes.value(entry);
    return switch (attributes.type(entry)) {
      case STRING -> batch.strings().get((int) value).getBytes(StandardCharsets.UTF_8);
      case INT -> Long.toString(value).getBytes(StandardCharsets.UTF_8);
      case EMPTY, BOOL, DOUBLE, BYTES, ARRAY, MAP -> null;
    };
  }

  void save(DataOutput out) throws IOException {
    seen.save(out);
  }

  void restore(DataInput in) throws IOException {
    seen.restore(in);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
