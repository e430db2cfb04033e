package dev.clew.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.telemetry.Telemetry;
import dev.clew.server.telemetry.TextFormat;
import java.util.function.Supplier;

/// What the server says about itself: `/metrics`, `/healthz`, `/readyz`.
public final class SelfEndpoints {
  private final Telemetry telemetry;
  private final Supplier<Readiness> readiness;

  /// @param readiness whether the server has replayed its log and takes requests
  public SelfEndpoints(Telemetry telemetry, Supplier<Readiness> readiness) {
    this.telemetry = telemetry;
    this.readiness = readiness;
  }

  public void addTo(ServerBuilder builder) {
    addMetricsTo(builder);
    builder.service("/healthz", (_, _) -> text(HttpStatus.OK, "alive\n"));
    builder.service("/readyz", (_, _) -> ready());
  }

  /// `/metrics` alone.
  public void addMetricsTo(ServerBuilder builder) {
    builder.service("/metrics", this::metrics);
  }

  private HttpResponse metrics(ServiceRequestContext context, HttpRequest request) {
    TextFormat format = TextFormat.accepted(request.headers().get(HttpHeaderNames.ACCEPT, ""));
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.parse(format.contentType()),
        HttpData.ofUtf8(telemetry.text(format)));
  }

  private HttpResponse ready() {
    Readiness now = readiness.get();
    return text(now.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, now.text());
  }

  private static HttpResponse text(HttpStatus status, String text) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(text));
  }
}
