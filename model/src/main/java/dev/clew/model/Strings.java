package dev.clew.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Dictionary of distinct UTF-8 byte strings with dense ids from 0; id 0 is the empty string.
///
/// An open-addressing table over one growing byte arena: adding a string that is already there
/// costs a hash and a compare and allocates nothing.
public final class Strings {
  /// Id of the empty string in every dictionary.
  public static final int EMPTY = 0;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  /// Differs in each process, so that a sender cannot choose strings that collide.
  private static final long SEED = new SecureRandom().nextLong();

  private byte[] arena;
  private int[] ends;
  private int[] hashes;
  private int[] table;
  private int size;
  private @Nullable String[] decoded = new String[0];

  public Strings() {
    this(64);
  }

  /// @param expected distinct strings to make room for
  public Strings(int expected) {
    this(expected, Math.max(16, expected) * 16);
  }

  Strings(int expected, int expectedBytes) {
    int capacity = Math.max(16, expected);
    arena = new byte[expectedBytes];
    ends = new int[capacity];
    hashes = new int[capacity];
    table = new int[Integer.highestOneBit(capacity * 2 - 1) << 1];
    add(arena, 0, 0);
  }

  public int size() {
    return size;
  }

  /// An empty dictionary with room for about as much as another one holds.
  static Strings sizedAs(Strings other) {
    return new Strings(roomier(other.size), roomier(other.ends[other.size - 1]));
  }

  private static int roomier(int size) {
    return Math.max(16, size + (size >> 3));
  }

  /// Bytes held by the arena and the tables.
  public long bytes() {
    return arena.length + 4L * (ends.length + hashes.length + table.length);
  }

  public int add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return add(utf8, 0, utf8.length);
  }

  /// Id of these bytes, which are copied when they are new.
  public int add(byte[] source, int offset, int length) {
    return add(hash(source, offset, length), source, offset, length);
  }

  private int add(int hash, byte[] source, int offset, int length) {
    int mask = table.length - 1;
    int slot = hash & mask;
    for (int id = table[slot]; id != 0; slot = (slot + 1) & mask, id = table[slot]) {
      if (hashes[id - 1] == hash && matches(id - 1, source, offset, length)) {
        return id - 1;
      }
    }
    return insert(slot, hash, source, offset, length);
  }

  /// Id of a string of another dictionary, added when it is new.
  public int add(Strings other, int id) {
    return add(other.hashes[id], other.arena, other.start(id), other.length(id));
  }

  /// Id of the text, or -1 when no string equals it.
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int hash = hash(utf8, 0, utf8.length);
    int mask = table.length - 1;
    int slot = hash & mask;
    for (int id = table[slot]; id != 0; slot = (slot + 1) & mask, id = table[slot]) {
      if (hashes[id - 1] == hash && matches(id - 1, utf8, 0, utf8.length)) {
        return id - 1;
      }
    }
    return -1;
  }

  /// Id of a string of another dictionary, or -1 when no string equals it.
  public int find(Strings other, int id) {
    int hash = other.hashes[id];
    int mask = table.length - 1;
    int slot = hash & mask;
    for (int at = table[slot]; at != 0; slot = (slot + 1) & mask, at = table[slot]) {
      if (hashes[at - 1] == hash
          && matches(at - 1, other.arena, other.start(id), other.length(id))) {
        return at - 1;
      }
    }
    return -1;
  }

  /// The text of an id; malformed UTF-8 becomes U+FFFD. Not for hot paths.
  public String get(int id) {
    return new String(arena, start(id), length(id), StandardCharsets.UTF_8);
  }

  /// As [#get], remembering what was decoded; only for the thread that owns the batch.
  public String cached(int id) {
    if (decoded.length <= id) {
      decoded = Arrays.copyOf(decoded, Math.max(size, id + 1));
    }
    String text = decoded[id];
    if (text == null) {
      text = get(id);
      decoded[id] = text;
    }
    return text;
  }

  /// Length of a string in bytes.
  public int length(int id) {
    return ends[id] - start(id);
  }

  /// Where a string begins in [#arena].
  public int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  /// The bytes of all strings, one behind the other; valid up to the end of the last id. To be read
  /// only, and fetched anew after an addition.
  public byte[] arena() {
    return arena;
  }

  private int insert(int slot, int hash, byte[] source, int offset, int length) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    int start = size == 0 ? 0 : ends[size - 1];
    if (start + length > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(start + length, arena.length * 2));
    }
    System.arraycopy(source, offset, arena, start, length);
    ends[size] = start + length;
    hashes[size] = hash;
    table[slot] = ++size;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    int[] larger = new int[table.length * 2];
    int mask = larger.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = id + 1;
    }
    table = larger;
  }

  private boolean matches(int id, byte[] source, int offset, int length) {
    int start = start(id);
    return ends[id] - start == length
        && Arrays.equals(arena, start, start + length, source, offset, offset + length);
  }

  private static int hash(byte[] source, int offset, int length) {
    long hash = (length ^ SEED) * PRIME;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) LONGS.get(source, at)) * PRIME;
      hash ^= hash >>> 32;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << 8) | (source[at] & 0xFF);
    }
    hash = (hash ^ tail) * PRIME;
    hash ^= hash >>> 29;
    return (int) (hash ^ (hash >>> 32));
  }
}
