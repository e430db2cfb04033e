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
import java.util.function.BooleanSupplier;

/// What the server says about itself: `/metrics`, `/healthz`, `/readyz`.
public final class SelfEndpoints {
  private final Telemetry telemetry;
  private final BooleanSupplier isReady;

  /// @param isReady whether the server has replayed its log and takes requests
  public SelfEndpoints(Telemetry telemetry, BooleanSupplier isReady) {
    this.telemetry = telemetry;
    this.isReady = isReady;
  }

  public void addTo(ServerBuilder builder) {
    builder.service("/metrics", this::metrics);
    builder.service("/healthz", (_, _) -> line(HttpStatus.OK, "alive"));
    builder.service("/readyz", (_, _) -> ready());
  }

  private HttpResponse metrics(ServiceRequestContext context, HttpRequest request) {
    TextFormat format = TextFormat.accepted(request.headers().get(HttpHeaderNames.ACCEPT, ""));
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.parse(format.contentType()),
        HttpData.ofUtf8(telemetry.text(format)));
  }

  private HttpResponse ready() {
    return isReady.getAsBoolean()
        ? line(HttpStatus.OK, "ready")
        : line(HttpStatus.SERVICE_UNAVAILABLE, "not ready");
  }

  private static HttpResponse line(HttpStatus status, String text) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(text + '\n'));
  }
}
