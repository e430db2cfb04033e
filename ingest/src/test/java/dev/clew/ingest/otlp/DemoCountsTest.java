package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The counts that the README of the captured demo requests gives.
final class DemoCountsTest {
  @Test
  void theCapturedRequestsHoldWhatTheirReadmeSays() throws IOException {
    SpanBatch all = new SpanBatch();
    for (Path file : TestData.files("otel-demo-otlp", ".binpb.gz")) {
      byte[] body = Bodies.gunzipped(file);
      all.appendAll((SpanBatch) Bodies.batch(Signals.TRACES.decode(body, Encoding.PROTOBUF)));
    }

    Set<TraceId> traces = new HashSet<>();
    Set<Long> spans = new HashSet<>();
    Set<String> names = new HashSet<>();
    Map<String, Integer> services = new HashMap<>();
    Map<SpanKind, Integer> kinds = new EnumMap<>(SpanKind.class);
    Map<SpanStatus, Integer> statuses = new EnumMap<>(SpanStatus.class);
    int parents = 0;
    for (int row = 0; row < all.size(); row++) {
      traces.add(all.traceId(row));
      spans.add(all.spanId(row));
      names.add(all.strings().get(all.name(row)));
      services.merge(all.strings().get(all.resources().name(all.resource(row))), 1, Integer::sum);
      kinds.merge(all.kind(row), 1, Integer::sum);
      statuses.merge(all.status(row), 1, Integer::sum);
      parents += all.parentSpanId(row) == 0 ? 0 : 1;
    }
    assertThat(all.size()).isEqualTo(4_743);
    assertThat(spans).hasSize(4_743);
    assertThat(traces).hasSize(1_021);
    assertThat(names).hasSize(93);
    assertThat(services).hasSize(17).containsEntry("frontend-proxy", 1_940);
    assertThat(parents).isEqualTo(4_206);
    assertThat(all.events().size()).isEqualTo(1_220);
    assertThat(all.links().size()).isZero();
    assertThat(kinds)
        .containsEntry(SpanKind.SERVER, 2_723)
        .containsEntry(SpanKind.CLIENT, 1_624)
        .containsEntry(SpanKind.INTERNAL, 393);
    assertThat(statuses).containsEntry(SpanStatus.OK, 82).containsEntry(SpanStatus.ERROR, 9);
    assertThat(types(all.attributes()))
        .isEqualTo(
            Map.of(
                ValueType.STRING, 40_470,
                ValueType.INT, 6_371,
                ValueType.BOOL, 275,
                ValueType.ARRAY, 44,
                ValueType.DOUBLE, 9));
  }

  private static Map<ValueType, Integer> types(Attributes attributes) {
    Map<ValueType, Integer> types = new HashMap<>();
    for (int entry = 0; entry < attributes.size(); entry++) {
      types.merge(attributes.type(entry), 1, Integer::sum);
    }
    return types;
  }
}
