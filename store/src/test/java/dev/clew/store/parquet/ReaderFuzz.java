package dev.clew.store.parquet;

import dev.clew.model.Strings;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Fuzzes the reader with damaged files: arguments are minutes and the first seed.
final class ReaderFuzz {
  /// A sound file takes far less; damage must not make it more.
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final Path folder;
  private final List<byte[]> sound = new ArrayList<>();
  private final ReadBuffers buffers = new ReadBuffers();

  /// @param folder for files
  ReaderFuzz(Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve("sound.parquet");
    for (int seed = 0; seed < 6; seed++) {
      for (ColumnType type : ColumnType.values()) {
        RandomGenerator random = Seeds.random(seed);
        List<List<@Nullable Object>> groups = new ArrayList<>();
        for (int group = 0; group <= seed % 3; group++) {
          groups.add(RandomColumns.values(type, random));
        }
        RandomColumns.write(file, type, groups);
        sound.add(Files.readAllBytes(file));
      }
    }
  }

  /// A long run, in a folder of its own.
  public static void main(String[] arguments) throws IOException {
    long minutes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
    Path folder = Files.createTempDirectory("clew-reader-fuzz-");
    long tried = new ReaderFuzz(folder).run(seed, Duration.ofMinutes(minutes));
    System.out.printf("%,d damaged files from seed %d%n", tried, seed);
  }

  /// Tries files until the time is over; returns how many.
  ///
  /// @throws AssertionError when one does what it must not
  long run(long firstSeed, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    long seed = firstSeed;
    while (System.nanoTime() - deadline < 0) {
      RandomGenerator random = Seeds.random(seed);
      byte[] bytes = damaged(sound.get(random.nextInt(sound.size())), random);
      Path file = folder.resolve("damaged.parquet");
      Files.write(file, bytes);
      try {
        check(file);
      } catch (IOException | RuntimeException | Error wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
      seed++;
    }
    return seed - firstSeed;
  }

  private static byte[] damaged(byte[] bytes, RandomGenerator random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = place(damaged.length, random);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt();
        case 2 -> damaged[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        case 3 ->
            Arrays.fill(
                damaged,
                at,
                Math.min(damaged.length, at + random.nextInt(40)),
                (byte) random.nextInt(3));
        default -> {
          int from = place(damaged.length, random);
          int length = Math.min(random.nextInt(60), damaged.length - Math.max(at, from));
          System.arraycopy(bytes, from, damaged, at, length);
        }
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(damaged, place(damaged.length, random)) : damaged;
  }

  /// Headers, which are few, stand at the start and at the end.
  private static int place(int length, RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(Math.min(length, 64));
      case 1 -> length - 1 - random.nextInt(Math.min(length, 400));
      default -> random.nextInt(length);
    };
  }

  /// A damaged file is read to its end, perhaps wrongly, or refused with a reason.
  private void check(Path path) throws IOException {
    long start = System.nanoTime();
    ParquetFile file;
    try {
      file = ParquetFile.open(path);
    } catch (IOException refused) {
      checkReason(refused);
      return;
    }
    try (ParquetReader reader = ParquetReader.open(file, buffers)) {
      for (int group = 0; group < file.groups(); group++) {
        read(reader, group);
      }
    }
    if (System.nanoTime() - start > SLOW.toNanos()) {
      throw new AssertionError("it took " + Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static void read(ParquetReader reader, int group) {
    RowSet rows = new RowSet().fill(reader.file().rows(group));
    Picked picked = new Picked();
    for (int column = 0; column < reader.file().columns(); column++) {
      try {
        reader.pick(group, column, rows, new Strings(), picked);
        check(picked.size() == rows.size(), "a value for each row");
        reader.pick(group, column, rows, null, picked);
        check(picked.size() == rows.size(), "a value for each row");
        RowSet kept = new RowSet().fill(rows.size());
        reader.keep(group, column, new ColumnTest.Present(), kept);
        check(kept.count() <= rows.size(), "no more rows than there are");
      } catch (IOException refused) {
        checkReason(refused);
      }
    }
  }

  private static void checkReason(IOException refused) {
    check(String.valueOf(refused.getMessage()).length() > 10, "a reason");
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
