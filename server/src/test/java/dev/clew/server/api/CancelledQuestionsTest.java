package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.model.Condition;
import dev.clew.model.LogBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class CancelledQuestionsTest {
  private final CountDownLatch begun = new CountDownLatch(3);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// A store that slowly proposes traces without end.
  private final class EndlessView implements TraceView {
    private long number;

    @Override
    public Candidates candidates(Condition condition, TimeRange range) {
      return () -> {
        begun.countDown();
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        return new Portion(List.of(new TraceId(0, ++number)), Long.MAX_VALUE);
      };
    }

    @Override
    public SpanBatch traces(Collection<TraceId> ids, Projection projection) {
      return new SpanBatch();
    }

    @Override
    public Vocabulary vocabulary() {
      throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public LogBatch logs(TraceId id) {
      return new LogBatch();
    }

    @Override
    public long snapshot() {
      return 1;
    }

    @Override
    public TraceView again(Duration deadline) {
      throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public long watermarkNanos() {
      return 0;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void aSearchEndsWhenItsClientGoesAway() throws Exception {
    assertEndsSoon(HttpRequest.of(HttpMethod.GET, "/api/search?q=%7B%7D"));
  }

  @Test
  void aStreamEndsWhenItsClientGoesAway() throws Exception {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/tempopb.StreamingQuerier/Search")
            .add("content-type", "application/grpc")
            .build();
    assertEndsSoon(HttpRequest.of(headers, HttpData.wrap(new byte[5])));
  }

  private void assertEndsSoon(HttpRequest request) throws IOException, InterruptedException {
    try (ApiServer server = new ApiServer(_ -> new EndlessView())) {
      HttpResponse answer = WebClient.of("h2c://127.0.0.1:" + server.port()).execute(request);
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

      answer.abort();

      assertThat(closed.await(1, TimeUnit.SECONDS)).isTrue();
    }
  }
}
