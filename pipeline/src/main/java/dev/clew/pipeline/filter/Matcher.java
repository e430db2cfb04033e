package dev.clew.pipeline.filter;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.Origins;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.ValueType;
import dev.clew.pipeline.ottl.RowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Criteria that are ready to be asked of batches. Can be shared between threads.
///
/// What depends on a text, a resource or a scope is asked once for each of a batch; per row there
/// remain look-ups in columns.
public final class Matcher {
  private static final String NO_SERVICE = "<nil-service-name>";

  private final @Nullable TextSet services;
  private final @Nullable TextSet spanNames;
  private final @Nullable TextSet spanKinds;
  private final @Nullable TextSet metricNames;
  private final @Nullable TextSet bodies;
  private final @Nullable TextSet severityTexts;
  private final @Nullable SeverityFloor severity;
  private final List<AttributeCriterion.Compiled> attributes;
  private final List<AttributeCriterion.Compiled> resources;
  private final List<Library.Compiled> libraries;

  private Matcher(Criteria criteria) {
    MatchType type = criteria.type() == null ? MatchType.STRICT : criteria.type();
    services = texts(type, criteria.services(), "error creating service name filters: ");
    spanNames = texts(type, criteria.spanNames(), "error creating span name filters: ");
    spanKinds = kinds(type, criteria.spanKinds());
    metricNames = texts(type, criteria.metricNames(), "");
    bodies = texts(type, criteria.bodies(), "error creating log record body filters: ");
    severityTexts =
        texts(type, criteria.severityTexts(), "error creating log record severity text filters: ");
    severity = criteria.severity();
    attributes = attributes(type, criteria.attributes(), "error creating attribute filters: ");
    resources = attributes(type, criteria.resources(), "error creating resource filters: ");
    libraries = libraries(type, criteria.libraries());
  }

  /// Compiles criteria; without a type texts are compared strictly.
  ///
  /// @throws IllegalArgumentException in upstream's words if a text is no regular expression
  public static Matcher compile(Criteria criteria) {
    return new Matcher(criteria);
  }

  private static @Nullable TextSet texts(MatchType type, List<String> texts, String failing) {
    try {
      return texts.isEmpty() ? null : TextSet.of(type, texts);
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(failing + failure.getMessage(), failure);
    }
  }

  private static @Nullable TextSet kinds(MatchType type, List<String> kinds) {
    List<String> names = new ArrayList<>();
    for (SpanKind kind : SpanKind.values()) {
      if (kind != SpanKind.UNSPECIFIED) {
        names.add("SPAN_KIND_" + kind);
      }
    }
    if (type == MatchType.STRICT && !names.containsAll(kinds)) {
      throw new IllegalArgumentException(
          "span_kinds string must match one of the standard span kinds when match_type=strict: ["
              + String.join(" ", names)
              + "]");
    }
    return texts(type, kinds, "error creating span kind filters: ");
  }

  private static List<AttributeCriterion.Compiled> attributes(
      MatchType type, List<AttributeCriterion> criteria, String failing) {
    try {
      return criteria.stream().map(criterion -> criterion.compile(type)).toList();
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(failing + failure.getMessage(), failure);
    }
  }

  private static List<Library.Compiled> libraries(MatchType type, List<Library> criteria) {
    try {
      return criteria.stream().map(criterion -> criterion.compile(type)).toList();
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          "error creating library name filters: " + failure.getMessage(), failure);
    }
  }

  /// The question whether a row of a batch matches.
  public RowTest bind(Batch batch) {
    List<IntPredicate> tests = new ArrayList<>();
    addOrigins(batch, tests);
    switch (batch) {
      case SpanBatch spans -> addSpans(spans, tests);
      case LogBatch logs -> addLogs(logs, tests);
      case PointBatch points -> addTexts(tests, metricNames, points, points::metric);
    }
    for (AttributeCriterion.Compiled criterion : attributes) {
      AttributeCriterion.OwnerTest test = criterion.bind(batch, batch.attributes());
      tests.add(test::test);
    }
    IntPredicate[] all = tests.toArray(IntPredicate[]::new);
    return row -> {
      for (IntPredicate test : all) {
        if (!test.test(row)) {
          return false;
        }
      }
      return true;
    };
  }

  private void addOrigins(Batch batch, List<IntPredicate> tests) {
    if (services != null || !resources.isEmpty()) {
      boolean[] matching = matchingResources(batch);
      tests.add(row -> matching[batch.resource(row)]);
    }
    if (!libraries.isEmpty()) {
      boolean[] matching = matchingScopes(batch);
      tests.add(row -> matching[batch.scope(row)]);
    }
  }

  private boolean[] matchingResources(Batch batch) {
    Origins origins = batch.resources();
    List<AttributeCriterion.OwnerTest> tests = new ArrayList<>();
    for (AttributeCriterion.Compiled criterion : resources) {
      tests.add(criterion.bind(batch, origins.attributes()));
    }
    int key = batch.strings().find("service.name");
    boolean[] matching = new boolean[origins.size()];
    for (int row = 0; row < matching.length; row++) {
      boolean hasName = origins.attributes().find(row, key) >= 0;
      String service = hasName ? batch.strings().get(origins.name(row)) : NO_SERVICE;
      boolean isMatching = services == null || services.matches(service);
      for (AttributeCriterion.OwnerTest test : tests) {
        isMatching = isMatching && test.test(row);
      }
      matching[row] = isMatching;
    }
    return matching;
  }

  private boolean[] matchingScopes(Batch batch) {
    Origins origins = batch.scopes();
    boolean[] matching = new boolean[origins.size()];
    for (int row = 0; row < matching.length; row++) {
      String name = batch.strings().get(origins.name(row));
      String version = batch.strings().get(origins.version(row));
      matching[row] = libraries.stream().allMatch(library -> library.matches(name, version));
    }
    return matching;
  }

  private void addSpans(SpanBatch spans, List<IntPredicate> tests) {
    if (spanKinds != null) {
      boolean[] matching = new boolean[SpanKind.values().length];
      for (SpanKind kind : SpanKind.values()) {
        matching[kind.ordinal()] = spanKinds.matches("SPAN_KIND_" + kind);
      }
      tests.add(row -> matching[spans.kind(row).ordinal()]);
    }
    addTexts(tests, spanNames, spans, spans::name);
  }

  private void addLogs(LogBatch logs, List<IntPredicate> tests) {
    SeverityFloor floor = severity;
    if (floor != null) {
      tests.add(row -> floor.matches(logs.severity(row)));
    }
    addTexts(tests, severityTexts, logs, logs::severityText);
    if (bodies != null) {
      IntPredicate test = once(bodies, logs, row -> (int) logs.body(row));
      tests.add(row -> logs.bodyType(row) == ValueType.STRING && test.test(row));
    }
  }

  private static void addTexts(
      List<IntPredicate> tests, @Nullable TextSet texts, Batch batch, IntUnaryOperator id) {
    if (texts != null) {
      tests.add(once(texts, batch, id));
    }
  }

  /// Asks each text of the batch once.
  private static IntPredicate once(TextSet texts, Batch batch, IntUnaryOperator idOf) {
    byte[] answers = new byte[batch.strings().size()];
    return row -> {
      int id = idOf.applyAsInt(row);
      if (answers[id] == 0) {
        answers[id] = (byte) (texts.matches(batch.strings().get(id)) ? 1 : 2);
      }
      return answers[id] == 1;
    };
  }
}
