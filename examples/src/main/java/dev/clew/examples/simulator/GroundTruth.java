package dev.clew.examples.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.clew.examples.otlp.TraceId;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes what really went wrong, one JSON object per line, for whoever checks what was found.
final class GroundTruth implements AutoCloseable {
  private final Writer file;
  private final JsonFactory json =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private GroundTruth(Writer file) {
    this.file = file;
  }

  /// Replaces the file; without one, what is written is forgotten.
  static GroundTruth open(@Nullable Path path) throws IOException {
    return new GroundTruth(path == null ? Writer.nullWriter() : Files.newBufferedWriter(path));
  }

  /// @param toNanos when the fault ended, or when the run did
  void write(Faults.Episode episode, long toNanos, Person victim) throws IOException {
    try (JsonGenerator line = json.createGenerator(file)) {
      line.writeStartObject();
      line.writeStringField("what", episode.kind().label());
      line.writeStringField("from", time(episode.fromNanos()));
      line.writeStringField("to", time(toNanos));
      switch (episode.kind()) {
        case POOL_EXHAUSTED -> writePool(line);
        case UNREADABLE_EVENT -> writeEvent(line);
        case BRUTE_FORCE -> writeAttack(line, victim);
      }
      line.writeNumberField("traces", episode.traces());
      line.writeArrayFieldStart("sample");
      for (TraceId traceId : episode.sample()) {
        line.writeString(traceId.toString());
      }
      line.writeEndArray();
      line.writeEndObject();
    }
    file.write('\n');
    file.flush();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static void writePool(JsonGenerator line) throws IOException {
    line.writeStringField("service", Service.SESSION.label());
    line.writeStringField("service.instance.id", SessionStore.starvedInstance().instance());
    line.writeStringField("tenant_id", Population.UNLUCKY_TENANT);
    line.writeStringField("span", Query.INSERT_SESSIONS.spanName());
    line.writeStringField(
        "db.client.connection.pool.name", SessionStore.poolOf(Population.UNLUCKY_TENANT));
  }

  private static void writeEvent(JsonGenerator line) throws IOException {
    line.writeStringField("service", Service.AUDIT.label());
    line.writeStringField("event_type", AuditTrail.NEW_DEVICE);
    line.writeStringField("exception.type", Failure.UNREADABLE_EVENT.type());
  }

  private static void writeAttack(JsonGenerator line, Person victim) throws IOException {
    line.writeStringField("client.address", BruteForce.ATTACKER.address());
    line.writeStringField("user_agent.original", BruteForce.ATTACKER.userAgent());
    line.writeStringField("user.hash", victim.pseudonym());
    line.writeStringField("tenant_id", victim.tenant());
  }

  private static String time(long epochNanos) {
    return Instant.EPOCH.plusNanos(epochNanos).toString();
  }
}
