package dev.clew.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;

/// `GET /api/traces/{id}` without a prefix, which Tempo and Jaeger both have: who asks for protobuf
/// means Tempo, everybody else Jaeger.
public final class TraceAtRoot implements HttpService {
  private final HttpService tempo;
  private final HttpService jaeger;

  public TraceAtRoot(HttpService tempo, HttpService jaeger) {
    this.tempo = tempo;
    this.jaeger = jaeger;
  }

  public void addTo(ServerBuilder builder) {
    builder.route().get("/api/traces/{id}").build(this);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    boolean isTempo = request.headers().get("accept", "").contains("application/protobuf");
    return (isTempo ? tempo : jaeger).serve(context, request);
  }
}
