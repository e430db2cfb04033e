package dev.clew.store.sql;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/// The table function through which DuckDB reads live rows: only the columns that it needs, as
/// often as it needs them. Its argument tells which rows; a query lends them for as long as it
/// runs.
final class LiveFunction implements DuckDBTableFunction<LiveTable<?>, LiveTable.Scan<?>, Object> {
  private final Map<Long, LiveTable<?>> lent = new ConcurrentHashMap<>();
  private final AtomicLong handles = new AtomicLong();

  void register(DuckDBConnection connection) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder
          .withName(Names.LIVE)
          .withParameter(Long.class)
          .withProjectionPushdown()
          .withFunction(this)
          .register(connection);
    }
  }

  /// A number for rows that will be lent.
  long newHandle() {
    return handles.incrementAndGet();
  }

  void lend(long handle, LiveTable<?> table) {
    lent.put(handle, table);
  }

  void takeBack(long handle) {
    lent.remove(handle);
  }

  @Override
  public LiveTable<?> bind(DuckDBTableFunctionBindInfo info) {
    long handle = info.getParameter(0).getLong();
    LiveTable<?> table = lent.get(handle);
    if (table == null) {
      throw new IllegalStateException("no rows are lent as " + handle);
    }
    table.describe(info);
    return table;
  }

  @Override
  public LiveTable.Scan<?> init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    int[] wanted = new int[(int) info.getColumnCount()];
    for (int i = 0; i < wanted.length; i++) {
      long index = info.getColumnIndex(i);
      wanted[i] = index < 0 || index > Integer.MAX_VALUE ? -1 : (int) index;
    }
    LiveTable<?> table = info.getBindData();
    return table.scan(wanted);
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter target) {
    LiveTable.Scan<?> scan = call.getInitData();
    return scan.read(target);
  }
}
