package dev.clew.server.http.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Route;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.server.http.Await;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.answer.RpcCode;
import dev.clew.server.http.answer.RpcStatus;
import dev.clew.server.http.body.MemoryBudget;
import dev.clew.server.http.body.Unpacking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcServiceTest {
  private final AtomicBoolean isReady = new AtomicBoolean(true);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicBoolean wasCancelled = new AtomicBoolean();
  private final MemoryBudget budget = new MemoryBudget(1 << 20);
  private HttpListeners listeners;
  private WebClient client;

  @BeforeEach
  void start() throws IOException {
    GrpcMethod.Unary broken = _ -> CompletableFuture.failedFuture(new IOException("secret"));
    GrpcMethod.ServerStreaming three = (_, answers) -> sendThree(answers);
    GrpcMethod.ServerStreaming endless = (_, answers) -> sendForever(answers);
    GrpcMethod.ServerStreaming thrown =
        (_, _) -> {
          throw new IllegalStateException("secret");
        };
    Map<String, GrpcMethod> methods =
        Map.of(
            "/test.Service/Broken", broken,
            "/test.Service/Three", three,
            "/test.Service/Endless", endless,
            "/test.Service/Thrown", thrown);
    GrpcService service =
        new GrpcService(
            HealthService.with(methods, isReady::get),
            new Unpacking(1 << 20, 100),
            budget,
            _ -> {});
    listeners =
        HttpListeners.open(
            List.of(
                new Listener(
                    "grpc",
                    Listener.address("0"),
                    null,
                    builder -> builder.service(Route.ofCatchAll(), service))),
            ConnectionLimits.DEFAULT);
    client = WebClient.of("h2c://127.0.0.1:" + listeners.address("grpc").getPort());
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  @Test
  void streamsSendEachMessageAndThenTheStatus() {
    AggregatedHttpResponse answer = call("/test.Service/Three", new byte[0]);

    assertThat(answer.contentUtf8())
        .isEqualTo("\0\0\0\0\3one" + "\0\0\0\0\3two" + "\0\0\0\0\5three");
    assertThat(answer.trailers().get("grpc-status")).isEqualTo("8");
    assertThat(answer.trailers().get("grpc-message")).isEqualTo("no more than 100%25");
    Await.until(() -> budget.usedBytes() == 0);
  }

  @Test
  void streamsStopWhenTheClientGoesAway() {
    HttpResponse answer = client.execute(request("/test.Service/Endless", new byte[0]));
    Await.until(() -> sent.get() > 0);

    answer.abort();

    Await.until(wasCancelled::get);
  }

  @Test
  void streamsWaitForAClientThatDoesNotRead() {
    HttpResponse answer = client.execute(request("/test.Service/Endless", new byte[0]));
    Await.until(() -> sent.get() > 0);

    int[] before = {-1};
    Await.until(() -> {
      boolean isStill = sent.get() == before[0];
      before[0] = sent.get();
      return isStill;
    });

    assertThat(sent.get()).isLessThan(1_000);
    answer.abort();
  }

  @ParameterizedTest
  @CsvSource({"/test.Service/Broken", "/test.Service/Thrown"})
  void failuresAreInternalAndTellNothing(String path) {
    AggregatedHttpResponse answer = call(path, new byte[0]);

    assertThat(status(answer)).isEqualTo("13");
    assertThat(answer.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"true, '', 1", "false, '', 2", "true, test.Service, 1"})
  void healthTellsWhetherServicesServe(boolean ready, String service, int expected) {
    isReady.set(ready);

    AggregatedHttpResponse answer = call("/grpc.health.v1.Health/Check", healthRequest(service));

    assertThat(status(answer)).isEqualTo("0");
    assertThat(answer.content().array()).containsExactly(0, 0, 0, 0, 2, 8, expected);
  }

  @Test
  void theHealthOfUnknownServicesIsNotFound() {
    AggregatedHttpResponse answer = call("/grpc.health.v1.Health/Check", healthRequest("other"));

    assertThat(status(answer)).isEqualTo("5");
  }

  @Test
  void healthCannotBeWatched() {
    assertThat(status(call("/grpc.health.v1.Health/Watch", new byte[0]))).isEqualTo("12");
  }

  private RpcStatus sendThree(GrpcStream answers) {
    for (String text : List.of("one", "two", "three")) {
      assertThat(answers.send(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }
    return new RpcStatus(RpcCode.RESOURCE_EXHAUSTED, "no more than 100%");
  }

  private RpcStatus sendForever(GrpcStream answers) {
    while (answers.send(new byte[100_000])) {
      sent.incrementAndGet();
    }
    wasCancelled.set(answers.isCancelled());
    return RpcStatus.OK;
  }

  private static byte[] healthRequest(String service) {
    ProtoWriter out = new ProtoWriter();
    if (!service.isEmpty()) {
      out.text(1, service);
    }
    return out.toByteArray();
  }

  private AggregatedHttpResponse call(String path, byte[] message) {
    return client.execute(request(path, message)).aggregate().join();
  }

  private static HttpRequest request(String path, byte[] message) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, path)
            .add("content-type", "application/grpc+proto")
            .build();
    return HttpRequest.of(headers, GrpcWire.frame(message));
  }

  private static String status(AggregatedHttpResponse answer) {
    String inHeaders = answer.headers().get("grpc-status");
    return inHeaders == null ? answer.trailers().get("grpc-status", "none") : inHeaders;
  }
}
