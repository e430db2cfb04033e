package dev.clew.server.http.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.pipeline.prometheus.PageFormat;
import dev.clew.pipeline.prometheus.PrometheusPage;
import java.io.IOException;

/// Offers a page to Prometheus.
public record PrometheusEndpoint(PrometheusPage page) implements HttpService {
  /// Serves the page at `/metrics`.
  public static void addTo(ServerBuilder builder, PrometheusPage page) {
    builder.service("/metrics", new PrometheusEndpoint(page));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws IOException {
    PageFormat format = page.format(request.headers().get(HttpHeaderNames.ACCEPT, ""));
    StringBuilder text = new StringBuilder(1 << 16);
    page.render(format, text);
    return HttpResponse.of(
        HttpStatus.OK, MediaType.parse(format.contentType()), HttpData.ofUtf8(text.toString()));
  }
}
