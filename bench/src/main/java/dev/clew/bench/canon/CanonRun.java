package dev.clew.bench.canon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.bench.draw.Mix;
import dev.clew.bench.load.LatencyHistogram;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.HttpSql;
import dev.clew.bench.target.WebClient;
import dev.clew.bench.target.WebClient.Answer;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Asks every question of the canon over several ranges and notes how long the answers take.
public final class CanonRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WARM_UP = 2;

  private final WebClient web;
  private final TemplateSet set;
  private final long bodies;
  private final List<Question> questions;
  private final long endNanos;
  private final AtomicLong asked = new AtomicLong();
  private final Plan plan;

  /// How to ask.
  ///
  /// @param clients that ask at the same time
  /// @param repeats how often each client asks each question
  /// @param ranges back from the end of the data
  public record Plan(int clients, int repeats, List<Duration> ranges) {
    public Plan {
      ranges = List.copyOf(ranges);
    }
  }

  /// Questions about the first so many bodies of a run.
  public CanonRun(WebClient web, TemplateSet set, long bodies, Plan plan) {
    this.web = web;
    this.set = set;
    this.bodies = bodies;
    this.plan = plan;
    questions = Questions.of(set);
    endNanos = set.startNanos(bodies - 1) + 1_000_000_000L;
  }

  /// Asks all; the consumer gets one line of evidence per question and range.
  public void run(Consumer<Evidence> consumer) throws InterruptedException {
    for (Question question : questions) {
      List<Duration> ranges =
          switch (question.ask()) {
            case Question.Ask.Get _, Question.Ask.Trace _ -> List.of(Duration.ZERO);
            case Question.Ask.Search _, Question.Ask.Sql _ -> plan.ranges();
          };
      for (Duration range : ranges) {
        consumer.accept(ask(question, range));
      }
    }
  }

  private Evidence ask(Question question, Duration range) throws InterruptedException {
    Answer first = answer(question, range);
    Evidence evidence =
        new Evidence("query")
            .put("question", question.number())
            .put("name", question.name())
            .put("selectivity", question.selectivity())
            .put("expectedShare", question.share())
            .put("rangeMinutes", range.toMinutes())
            .put("clients", plan.clients())
            .put("status", first.status());
    tellAnswer(question, first, evidence);
    if (first.isOk() || first.status() == 404) {
      tellTimes(times(question, range), evidence);
    } else {
      evidence.put("refusal", first.body().lines().findFirst().orElse(""));
    }
    return evidence;
  }

  private static void tellAnswer(Question question, Answer answer, Evidence evidence) {
    evidence.put("answerBytes", answer.body().length());
    if (question.ask() instanceof Question.Ask.Search && answer.isOk()) {
      JsonNode json = parse(answer.body());
      evidence
          .put("traces", json.path("traces").size())
          .put("inspectedSpans", json.path("metrics").path("inspectedSpans").asLong())
          .put("inspectedBytes", json.path("metrics").path("inspectedBytes").asLong());
    } else if (question.ask() instanceof Question.Ask.Sql) {
      evidence.put("rows", Math.max(0, answer.body().lines().count() - 1));
    }
  }

  private static void tellTimes(LatencyHistogram times, Evidence evidence) {
    evidence
        .put("asked", times.count())
        .put("p50Millis", times.quantileNanos(0.5) / 1e6)
        .put("p95Millis", times.quantileNanos(0.95) / 1e6)
        .put("p99Millis", times.quantileNanos(0.99) / 1e6)
        .put("maxMillis", times.maxNanos() / 1e6);
  }

  private LatencyHistogram times(Question question, Duration range) throws InterruptedException {
    List<LatencyHistogram> histograms = new ArrayList<>();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < plan.clients(); client++) {
      LatencyHistogram histogram = new LatencyHistogram();
      histograms.add(histogram);
      clients.add(Thread.ofPlatform().start(() -> askRepeatedly(question, range, histogram)));
    }
    for (Thread client : clients) {
      client.join();
    }
    LatencyHistogram all = new LatencyHistogram();
    histograms.forEach(all::add);
    return all;
  }

  private void askRepeatedly(Question question, Duration range, LatencyHistogram histogram) {
    try {
      for (int i = 0; i < WARM_UP + plan.repeats(); i++) {
        long start = System.nanoTime();
        answer(question, range);
        if (i >= WARM_UP) {
          histogram.record(System.nanoTime() - start);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(Question question, Duration range) throws InterruptedException {
    try {
      return switch (question.ask()) {
        case Question.Ask.Get(var path) -> web.get(path);
        case Question.Ask.Trace(var hasHint) -> web.get(tracePath(hasHint));
        case Question.Ask.Search(var text) -> web.get(searchPath(text, range));
        case Question.Ask.Sql(var text) -> new HttpSql(web).ask(sqlText(text, range));
      };
    } catch (IOException e) {
      return new Answer(0, e.toString());
    }
  }

  private String tracePath(boolean hasHint) {
    long sequence = (Mix.scatter(asked.getAndIncrement()) >>> 1) % bodies;
    long seconds = set.startNanos(sequence) / 1_000_000_000L;
    String hint = hasHint ? "?start=%d&end=%d".formatted(seconds - 300, seconds + 300) : "";
    return "/api/traces/" + set.traceId(sequence) + hint;
  }

  private String searchPath(String text, Duration range) {
    long end = endNanos / 1_000_000_000L + 1;
    return "/api/search?q=%s&start=%d&end=%d&limit=20"
        .formatted(URLEncoder.encode(text, StandardCharsets.UTF_8), end - range.toSeconds(), end);
  }

  private String sqlText(String text, Duration range) {
    return text.replace("{start}", String.valueOf(endNanos - range.toNanos()))
        .replace("{end}", String.valueOf(endNanos));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return JSON.createObjectNode();
    }
  }
}
