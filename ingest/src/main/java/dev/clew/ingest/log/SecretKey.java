package dev.clew.ingest.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/// 256 random bits that never leave the log's files. Every file carries them, so they last as long
/// as any of them.
record SecretKey(long first, long second, long third, long fourth) {
  static final int BYTES = 32;

  static SecretKey random(RandomGenerator random) {
    return new SecretKey(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  static SecretKey read(ByteBuffer bytes) {
    return new SecretKey(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  void write(ByteBuffer bytes) {
    bytes.putLong(first).putLong(second).putLong(third).putLong(fourth);
  }

  /// So many words that look random to all who do not know the key: SHA-256 of key and counter.
  long[] expand(int count) {
    MessageDigest sha = sha256();
    ByteBuffer input = ByteBuffer.allocate(BYTES + Integer.BYTES);
    write(input);
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      input.putInt(BYTES, i);
      words[i] = ByteBuffer.wrap(sha.digest(input.array())).getLong();
    }
    return words;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "SecretKey";
  }
}
