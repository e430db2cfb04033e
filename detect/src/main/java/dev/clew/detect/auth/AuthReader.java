package dev.clew.detect.auth;

import dev.clew.detect.state.RecentSet;
import dev.clew.detect.state.State;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Batches of the log to auth events, in the order in which attempts are settled.
public final class AuthReader implements State {
  private static final List<SpanNormaliser> SPANS =
      List.of(
          new ClewSpans(),
          new KeycloakSpans(),
          new KratosSpans(),
          new QuarkusSpans(),
          new SpringSpans(),
          new ConventionSpans());
  private static final List<LogNormaliser> LOGS =
      List.of(new ClewSpans(), new KeycloakLogs(), new ConventionSpans());

  private final Pseudonyms pseudonyms;
  private final Consumer<AuthEvent> events;
  private final HttpServers servers = new HttpServers();
  private final Joiner joiner;
  private final EventMaker maker;
  private final RecentSet seen = new RecentSet(600_000_000_000L, 500_000);
  private long offset;
  private long arrivalNanos;
  private long facts;
  private long duplicates;

  /// @param events takes each event once
  public AuthReader(AuthOptions options, Pseudonyms pseudonyms, Consumer<AuthEvent> events) {
    this.pseudonyms = pseudonyms;
    this.events = events;
    maker = new EventMaker(options, pseudonyms);
    joiner = new Joiner(options, this::settled);
  }

  /// Takes a batch of any signal.
  public void accept(Batch batch, long offsetInLog, long instantNanos) {
    offset = offsetInLog;
    arrivalNanos = instantNanos;
    switch (batch) {
      case SpanBatch spans -> read(spans);
      case LogBatch logs -> read(logs);
      case PointBatch _ -> {
        return;
      }
    }
    joiner.endBatch(instantNanos);
  }

  /// Takes notice that time has passed.
  public void advance(long instantNanos) {
    arrivalNanos = instantNanos;
    joiner.advance(instantNanos);
  }

  /// Facts that were read, and those of them that had been read before.
  public long facts() {
    return facts;
  }

  public long duplicates() {
    return duplicates;
  }

  private void read(SpanBatch batch) {
    Rows rows = new Rows(batch);
    List<SpanNormaliser.Reader> readers = new ArrayList<>();
    for (SpanNormaliser normaliser : SPANS) {
      SpanNormaliser.Reader reader = normaliser.open(batch, rows);
      if (reader != null) {
        readers.add(reader);
      }
    }
    List<Fact> found = new ArrayList<>();
    SpanNormaliser.Reader requests = servers.open(batch, rows);
    for (int row = 0; row < batch.size(); row++) {
      if (batch.kind(row) == SpanKind.SERVER) {
        requests.read(row, this::add);
      }
      for (SpanNormaliser.Reader reader : readers) {
        reader.read(row, found::add);
      }
    }
    if (!found.isEmpty()) {
      addDependencies(batch, rows, found);
      found.forEach(this::add);
    }
  }

  /// Names, on each fact, the slowest call that its trace made within its time.
  private static void addDependencies(SpanBatch batch, Rows rows, List<Fact> found) {
    Map<Long, List<Fact>> byTrace = new HashMap<>();
    for (Fact fact : found) {
      if (fact.kind == Fact.Kind.SPAN) {
        byTrace.computeIfAbsent(fact.traceLow, _ -> new ArrayList<>()).add(fact);
      }
    }
    for (int row = 0; !byTrace.isEmpty() && row < batch.size(); row++) {
      List<Fact> facts =
          batch.kind(row) == SpanKind.CLIENT ? byTrace.get(batch.traceIdLow(row)) : null;
      if (facts != null) {
        addDependency(batch, row, rows, facts);
      }
    }
  }

  private static void addDependency(SpanBatch batch, int row, Rows rows, List<Fact> facts) {
    long duration = batch.durationNanos(row);
    for (Fact fact : facts) {
      boolean isWithin =
          fact.traceHigh == batch.traceIdHigh(row)
              && fact.timeNanos <= batch.startNanos(row)
              && batch.endNanos(row) <= fact.timeNanos + fact.durationNanos;
      if (isWithin && duration > fact.dependencyNanos) {
        fact.dependencyNanos = duration;
        String system =
            rows.text(
                batch.attributes(), row, Key.DB_SYSTEM, Key.DB_SYSTEM_OLD, Key.SERVER_ADDRESS);
        fact.set(Part.DEPENDENCY, system == null ? rows.text(batch.name(row)) : system);
      }
    }
  }

  private void read(LogBatch batch) {
    Rows rows = new Rows(batch);
    for (LogNormaliser normaliser : LOGS) {
      LogNormaliser.Reader reader = normaliser.open(batch, rows);
      for (int row = 0; reader != null && row < batch.size(); row++) {
        reader.read(row, this::add);
      }
    }
  }

  private void add(Fact fact) {
    fact.offset = offset;
    hide(fact);
    boolean isContext = fact.result == Result.UNKNOWN && fact.status != 404;
    if (!isContext) {
      facts++;
      if (!seen.add(arrivalNanos, fingerprint(fact))) {
        duplicates++;
        return;
      }
    }
    joiner.add(fact, arrivalNanos);
  }

  /// Puts pseudonyms in place of names and secrets, before anything is kept. Free text that quotes
  /// the name loses it.
  private void hide(Fact fact) {
    String name = fact.get(Part.USER);
    if (!name.isEmpty()) {
      if (fact.has(Part.DETAIL)) {
        fact.set(Part.DETAIL, fact.get(Part.DETAIL).replace(name, "…"));
      }
      fact.set(Part.USER, pseudonyms.user(name));
    }
    fact.set(Part.SUBJECT, pseudonyms.user(fact.get(Part.SUBJECT)));
    fact.set(Part.SESSION, pseudonyms.secret("session", fact.get(Part.SESSION)));
    fact.set(Part.TOKEN, pseudonyms.secret("token", fact.get(Part.TOKEN)));
    fact.set(Part.FAMILY, pseudonyms.secret("token", fact.get(Part.FAMILY)));
  }

  private long fingerprint(Fact fact) {
    String text =
        String.join(
            "\n",
            Long.toHexString(fact.traceHigh),
            Long.toHexString(fact.traceLow),
            Long.toHexString(fact.spanId),
            Long.toHexString(fact.timeNanos),
            fact.provider.name() + fact.kind + fact.operation + fact.result + fact.reason,
            fact.get(Part.SERVICE),
            fact.get(Part.USER),
            fact.get(Part.RESOURCE));
    return pseudonyms.slot(text);
  }

  private void settled(Fact attempt) {
    events.accept(maker.make(attempt, arrivalNanos));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(facts);
    out.writeLong(duplicates);
    joiner.save(out);
    maker.save(out);
    seen.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    facts = in.readLong();
    duplicates = in.readLong();
    joiner.restore(in);
    maker.restore(in);
    seen.restore(in);
  }
}
