package dev.clew.ingest.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// A folder in memory that fails when told to, and knows what a power cut would leave of it.
///
/// What was written is in the page cache: a killed process leaves it, a power cut leaves any part
/// of it that was not forced. After a failed force of a file the next ones lie, as Linux does.
final class FaultyFolder implements LogFolder {
  private static final int PAGE_BYTES = 64;

  private final Map<String, Content> files = new TreeMap<>();
  private final Map<String, Content> durableNames = new HashMap<>();
  private final ReentrantLock forcing = new ReentrantLock();
  private long capacity = Long.MAX_VALUE;
  private long operationsToLive = Long.MAX_VALUE;
  private int forcesToFail;
  private int writesToFail;
  private int truncationsToFail;

  /// No more bytes than these are in all files together.
  synchronized void capacity(long bytes) {
    capacity = bytes;
  }

  /// The process dies in the middle of the operation after so many others.
  synchronized void dieAfter(long operations) {
    operationsToLive = operations;
  }

  synchronized void failForces(int times) {
    forcesToFail = times;
  }

  /// Each fails after half of the bytes.
  synchronized void failWrites(int times) {
    writesToFail = times;
  }

  synchronized void failTruncations(int times) {
    truncationsToFail = times;
  }

  /// While it is held, nothing becomes durable.
  Lock forcing() {
    return forcing;
  }

  synchronized long usedBytes() {
    return files.values().stream().mapToLong(content -> content.cached.length).sum();
  }

  /// What a killed process leaves; also a copy of a folder at rest.
  synchronized FaultyFolder copy() {
    FaultyFolder left = new FaultyFolder();
    files.forEach((name, content) -> left.put(name, content.cached));
    return left;
  }

  /// What a power cut leaves.
  synchronized FaultyFolder afterPowerCut(RandomGenerator random) {
    FaultyFolder left = new FaultyFolder();
    durableNames.forEach((name, content) -> left.put(name, content.torn(random)));
    files.forEach((name, content) -> {
      if (!durableNames.containsKey(name) && random.nextBoolean()) {
        left.put(name, content.torn(random));
      }
    });
    return left;
  }

  synchronized byte[] bytes(String name) {
    return Objects.requireNonNull(files.get(name)).cached.clone();
  }

  /// Flips a bit in place.
  synchronized void damage(String name, int at) {
    byte[] bytes = bytes(name);
    bytes[at] ^= 1;
    Objects.requireNonNull(files.get(name)).cached = bytes;
  }

  synchronized void put(String name, byte[] bytes) {
    Content content = new Content();
    content.cached = bytes.clone();
    content.durable = content.cached;
    files.put(name, content);
    durableNames.put(name, content);
  }

  private void operate() throws IOException {
    if (operationsToLive <= 0) {
      throw new IOException("dead");
    }
    operationsToLive--;
  }

  @Override
  public synchronized List<String> names() throws IOException {
    operate();
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized OpenFile create(String name) throws IOException {
    operate();
    if (files.containsKey(name)) {
      throw new IOException("there already: " + name);
    }
    Content content = new Content();
    files.put(name, content);
    return new MemoryFile(content);
  }

  @Override
  public synchronized OpenFile open(String name) throws IOException {
    operate();
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new MemoryFile(content);
  }

  @Override
  public synchronized void replace(String name, ByteBuffer content) throws IOException {
    operate();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    if (usedBytes() + bytes.length > capacity) {
      throw new IOException("No space left on device");
    }
    put(name, bytes);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    operate();
    files.remove(name);
  }

  @Override
  public synchronized void sync() throws IOException {
    operate();
    durableNames.clear();
    durableNames.putAll(files);
  }

  @Override
  public synchronized long usableBytes() {
    return capacity - usedBytes();
  }

  @Override
  public void close() {}

  /// Bytes of a file as the system shows them, and as the disk has them.
  private static final class Content {
    private final BitSet dirtyPages = new BitSet();
    private byte[] cached = new byte[0];
    private byte[] durable = new byte[0];

    private void put(ByteBuffer source, int position, int length) {
      byte[] bytes = Arrays.copyOf(cached, Math.max(cached.length, position + length));
      source.get(bytes, position, length);
      cached = bytes;
      dirtyPages.set(position / PAGE_BYTES, (position + length) / PAGE_BYTES + 1);
    }

    private void force() {
      durable = flushed(cached.length, dirtyPages);
      dirtyPages.clear();
    }

    private byte[] torn(RandomGenerator random) {
      BitSet pages = BitSet.valueOf(dirtyPages.toLongArray());
      dirtyPages.stream().filter(_ -> random.nextBoolean()).forEach(pages::clear);
      int shorter = Math.min(cached.length, durable.length);
      int longer = Math.max(cached.length, durable.length);
      return flushed(shorter + random.nextInt(longer - shorter + 1), pages);
    }

    /// What is on the disk after these pages got there.
    private byte[] flushed(int length, BitSet pages) {
      byte[] bytes = Arrays.copyOf(durable, length);
      int end = Math.min(length, cached.length);
      pages.stream()
          .map(page -> page * PAGE_BYTES)
          .filter(from -> from < end)
          .forEach(from ->
              System.arraycopy(cached, from, bytes, from, Math.min(PAGE_BYTES, end - from)));
      return bytes;
    }
  }

  private final class MemoryFile implements OpenFile {
    private final Content content;

    MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      synchronized (FaultyFolder.this) {
        return content.cached.length;
      }
    }

    @Override
    public int read(ByteBuffer target, long position) {
      synchronized (FaultyFolder.this) {
        int length = (int) Math.min(target.remaining(), content.cached.length - position);
        if (length <= 0) {
          return -1;
        }
        target.put(content.cached, (int) position, length);
        return length;
      }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      synchronized (FaultyFolder.this) {
        int wanted = source.remaining();
        int granted = wanted;
        String failure = "";
        if (operationsToLive-- <= 0) {
          granted = operationsToLive == -1 ? wanted / 2 : 0;
          failure = "dead";
        } else if (writesToFail > 0) {
          writesToFail--;
          granted = wanted / 2;
          failure = "Input/output error";
        } else if (usedBytes() - size() + Math.max(size(), position + wanted) > capacity) {
          granted = Math.clamp(capacity - usedBytes(), 0, wanted);
          failure = "No space left on device";
        }
        content.put(source, (int) position, granted);
        if (!failure.isEmpty()) {
          throw new IOException(failure);
        }
      }
    }

    @Override
    public void force() throws IOException {
      forcing.lock();
      try {
        doForce();
      } finally {
        forcing.unlock();
      }
    }

    private void doForce() throws IOException {
      synchronized (FaultyFolder.this) {
        operate();
        if (forcesToFail > 0) {
          forcesToFail--;
          content.dirtyPages.clear();
          throw new IOException("Input/output error");
        }
        content.force();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyFolder.this) {
        operate();
        if (truncationsToFail > 0) {
          truncationsToFail--;
          throw new IOException("Input/output error");
        }
        content.cached = Arrays.copyOf(content.cached, (int) Math.min(size, size()));
      }
    }

    @Override
    public void close() {}
  }
}
