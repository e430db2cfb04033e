package dev.clew.bench.target;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The spans that a server holds, as its SQL tells. All knowledge of the table is here.
public final class StoredSpans {
  private static final int PAGE_ROWS = 50_000;

  private final Sql sql;

  public StoredSpans(Sql sql) {
    this.sql = sql;
  }

  public Target.Holdings holdings() throws IOException, InterruptedException {
    List<String> row =
        sql.rows("select count(*) as spans, count(distinct span_id) as ids from spans").getFirst();
    return new Target.Holdings(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)));
  }

  /// The ids of all spans, sorted; an id that is there twice stands there twice.
  public long[] spanIds() throws IOException, InterruptedException {
    long[] ids = new long[Math.toIntExact(holdings().spans())];
    int pages = ids.length / PAGE_ROWS + 1;
    int size = 0;
    for (int page = 0; page < pages; page++) {
      String query =
          "select span_id from spans where hash(span_id) %% %d = %d".formatted(pages, page);
      for (List<String> row : sql.rows(query)) {
        if (size == ids.length) {
          ids = Arrays.copyOf(ids, size + PAGE_ROWS);
        }
        ids[size++] = id(row.getFirst());
      }
    }
    ids = Arrays.copyOf(ids, size);
    Arrays.sort(ids);
    return ids;
  }

  /// 16 hexadecimal digits, or the number itself.
  private static long id(String text) {
    return text.length() == 16 && !text.startsWith("-")
        ? Long.parseUnsignedLong(text, 16)
        : Long.parseLong(text);
  }
}
