package dev.clew.store.sql;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// A DuckDB instance in memory that can read segments and nothing else, and whose settings are
/// locked. Safe for any number of threads; each query takes a connection of its own.
final class Database implements AutoCloseable {
  private static final int MAX_EXPRESSION_DEPTH = 250;

  private final DuckDBConnection root;
  private final LiveFunction live = new LiveFunction();

  private Database(DuckDBConnection root) {
    this.root = root;
  }

  static Database open(SqlOptions options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("disable_database_invalidation", "true");
    Database database =
        new Database((DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties));
    try (Statement statement = database.root.createStatement()) {
      database.live.register(database.root);
      for (String setting : settings(options)) {
        statement.execute("SET GLOBAL " + setting);
      }
      return database;
    } catch (SQLException failure) {
      database.close();
      throw failure;
    }
  }

  DuckDBConnection connect() throws SQLException {
    return root.duplicate();
  }

  LiveFunction live() {
    return live;
  }

  private static List<String> settings(SqlOptions options) {
    List<String> settings = new ArrayList<>();
    settings.add("memory_limit = '%d KiB'".formatted(options.memoryBytes() >> 10));
    settings.add("threads = " + options.threads());
    settings.add("TimeZone = 'UTC'");
    settings.add("max_expression_depth = " + MAX_EXPRESSION_DEPTH);
    settings.add("errors_as_json = true");
    settings.add("parquet_metadata_cache = true");
    settings.add("autoinstall_known_extensions = false");
    settings.add("autoload_known_extensions = false");
    settings.add("allow_community_extensions = false");
    settings.add("allow_persistent_secrets = false");
    settings.add("allowed_directories = [%s]".formatted(Names.literal(options.segments() + "/")));
    if (options.spillBytes() == 0) {
      settings.add("temp_directory = ''");
    } else {
      settings.add("temp_directory = " + Names.literal(options.spillFolder().toString()));
      settings.add("max_temp_directory_size = '%d KiB'".formatted(options.spillBytes() >> 10));
    }
    settings.add("enable_external_access = false");
    settings.add("lock_configuration = true");
    return settings;
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
