package dev.clew.bench.template;

import dev.clew.bench.draw.Population;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The bodies of a run: templates that are gone through again and again, each time with other ids,
/// times and values.
///
/// Body number `n` of a run is template `n modulo templates` in repetition `n / templates`.
public final class TemplateSet {
  private final Shape shape;
  private final Encoding encoding;
  private final long seed;
  private final Schedule schedule;
  private final Population population;
  private final List<Template> templates = new ArrayList<>();
  private final double[] mediansNanos;
  private final long earliestNanos;
  private final long[] spansBefore;
  private final String origin;

  /// What decides the bytes of a run.
  ///
  /// @param captured folder of captured bodies; null to make bodies instead
  /// @param users accounts that log in
  /// @param spansPerSecond how fast time goes by in the data
  public record Plan(
      Shape shape,
      Encoding encoding,
      @Nullable Path captured,
      long seed,
      int users,
      long baseNanos,
      double spansPerSecond) {

    /// The same spans in another encoding.
    public Plan in(Encoding other) {
      return new Plan(shape, other, captured, seed, users, baseNanos, spansPerSecond);
    }

    /// Other spans of the same kind.
    public Plan from(long otherSeed, long otherBaseNanos) {
      return new Plan(shape, encoding, captured, otherSeed, users, otherBaseNanos, spansPerSecond);
    }
  }

  private TemplateSet(Plan plan, List<Message> requests, String origin) {
    shape = plan.shape();
    encoding = plan.encoding();
    seed = plan.seed();
    this.origin = origin;
    population = new Population(seed, plan.users(), shape == Shape.ATTACK);
    Numbering numbering = new Numbering(requests);
    mediansNanos = numbering.mediansNanos();
    earliestNanos = numbering.earliestNanos();
    requests.forEach(request -> templates.add(compile(request, encoding, numbering)));
    spansBefore = new long[templates.size() + 1];
    for (int i = 0; i < templates.size(); i++) {
      spansBefore[i + 1] = spansBefore[i] + templates.get(i).spans();
    }
    schedule = Schedule.atRate(plan.baseNanos(), spans(), plan.spansPerSecond());
  }

  /// Reads or makes the bodies. Shapes of captured bodies fall back to made ones of shape `CANON`
  /// when the plan names no folder.
  public static TemplateSet of(Plan plan) throws IOException {
    Path captured = plan.captured();
    boolean isReplay = plan.shape().isReplay() && captured != null;
    List<Message> requests =
        isReplay && captured != null ? CapturedBodies.read(captured) : MadeBodies.of(plan.shape());
    if (plan.shape().hasLogins()) {
      requests = requests.stream().map(LoginFields::add).toList();
    }
    return new TemplateSet(plan, requests, isReplay ? "captured" : "made");
  }

  private static Template compile(Message request, Encoding encoding, Numbering numbering) {
    SlotCollector collector = new SlotCollector(numbering);
    byte[] bytes =
        switch (encoding) {
          case OTLP -> WireWriter.write(request, collector);
          case ZIPKIN -> ZipkinBody.write(request, collector);
          case ROWS -> RowsBody.write(request, collector);
        };
    return new Template(bytes, new Slots(collector));
  }

  public Shape shape() {
    return shape;
  }

  /// `captured` or `made`.
  public String origin() {
    return origin;
  }

  public Schedule schedule() {
    return schedule;
  }

  /// Number of templates.
  public int templates() {
    return templates.size();
  }

  /// Spans of one repetition.
  public long spans() {
    return spansBefore[templates.size()];
  }

  /// Bytes of one repetition.
  public long bytes() {
    return templates.stream().mapToLong(Template::length).sum();
  }

  public double bytesPerSpan() {
    return (double) bytes() / spans();
  }

  /// Spans of the bodies before this one.
  public long spansBefore(long sequence) {
    return sequence / templates.size() * spans() + spansBefore[(int) (sequence % templates.size())];
  }

  /// Fewest bodies that hold at least so many spans.
  public long bodiesFor(long spanCount) {
    long sequence = spanCount / spans() * templates.size();
    while (spansBefore(sequence) < spanCount) {
      sequence++;
    }
    return sequence;
  }

  /// Spans in this body.
  public int spansOf(long sequence) {
    return templates.get((int) (sequence % templates.size())).spans();
  }

  /// Calls with the id of each span of a body.
  public void spanIds(long sequence, LongConsumer consumer) {
    long mask = repetition(sequence / templates.size()).spanMask();
    for (long id : templates.get((int) (sequence % templates.size())).slots().spanId) {
      consumer.accept(id ^ mask);
    }
  }

  /// Trace id of the first span of a body, 32 hexadecimal digits.
  public String traceId(long sequence) {
    Repetition repetition = repetition(sequence / templates.size());
    Slots slots = templates.get((int) (sequence % templates.size())).slots();
    return "%016x%016x"
        .formatted(
            slots.traceIdHigh[0] ^ repetition.traceMaskHigh(),
            slots.traceIdLow[0] ^ repetition.traceMaskLow());
  }

  /// When the first span of a body starts, give or take a second.
  public long startNanos(long sequence) {
    Slots slots = templates.get((int) (sequence % templates.size())).slots();
    return slots.startNanos[0] + repetition(sequence / templates.size()).shiftNanos();
  }

  /// Account of a rank, 0 the most frequent.
  public String user(int rank) {
    return population.user(rank);
  }

  /// A source for one thread.
  public PayloadSource newSource() {
    return new Patcher(this, templates, encoding.fields());
  }

  Repetition repetition(long number) {
    return Repetition.of(number, seed, schedule, earliestNanos);
  }

  Population population() {
    return population;
  }

  double medianNanos(int operation) {
    return mediansNanos[operation];
  }
}
