package dev.clew.server.http.send;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.clew.model.Signal;
import dev.clew.pipeline.export.OtlpHttpOptions;
import dev.clew.pipeline.export.Outcome;
import dev.clew.pipeline.export.Sender;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OTLP over HTTP.
final class HttpSender implements Sender {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MAX_ANSWER = 4 << 20;

  private final OtlpHttpOptions options;
  private final @Nullable Credentials credentials;
  private final InstantSource clock;
  private final ClientFactory connections;
  private final Map<Signal, WebClient> clients = new EnumMap<>(Signal.class);
  private final Packing packing;

  /// @throws IOException if a certificate cannot be read
  HttpSender(OtlpHttpOptions options, @Nullable Credentials credentials, InstantSource clock)
      throws IOException {
    this.options = options;
    this.credentials = credentials;
    this.clock = clock;
    this.connections = Connections.open(options.client().tls(), Duration.ZERO);
    this.packing = Packing.of(options.client().compression());
    for (Map.Entry<Signal, URI> address : options.addresses().entrySet()) {
      clients.put(address.getKey(), client(address.getValue()));
    }
  }

  private WebClient client(URI address) throws IOException {
    boolean hasTls = address.getScheme().equals("https");
    int standard = hasTls ? 443 : 80;
    return Connections.client(
            connections,
            address.getScheme(),
            address.getHost(),
            address.getPort() < 0 ? standard : address.getPort(),
            hasTls ? options.client().tls().serverName() : "")
        .responseTimeout(options.delivery().timeout())
        .maxResponseLength(MAX_ANSWER)
        .build();
  }

  @Override
  public Outcome send(byte[] request, Signal signal) throws InterruptedException {
    URI address = options.addresses().get(signal);
    WebClient client = clients.get(signal);
    if (address == null || client == null) {
      return new Outcome.Refused("no endpoint for " + signal);
    }
    return Exchange.with(client, headers(address), packing.pack(request), this::meaning);
  }

  private RequestHeaders headers(URI address) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, path(address))
            .authority(address.getRawAuthority())
            .add(HttpHeaderNames.CONTENT_TYPE, options.isJson() ? JSON : PROTOBUF);
    if (packing != Packing.NONE) {
      headers.add(HttpHeaderNames.CONTENT_ENCODING, packing.word());
    }
    options.client().headers().forEach((name, value) -> headers.set(name, value.reveal()));
    if (credentials != null) {
      headers.set(credentials.header(), credentials.value());
    }
    return headers.build();
  }

  private static String path(URI address) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
  }

  private Outcome meaning(AggregatedHttpResponse answer) {
    int status = answer.status().code();
    if (status >= 200 && status < 300) {
      String type = answer.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
      return type.startsWith(PROTOBUF)
          ? Answers.taken(answer.content().array())
          : new Outcome.Taken();
    }
    String reason = "HTTP status " + status;
    return switch (status) {
      case 429, 502, 503, 504 ->
          new Outcome.Later(
              reason,
              Answers.retryAfter(
                  answer.headers().get(HttpHeaderNames.RETRY_AFTER), clock.instant()));
      default -> new Outcome.Refused(reason);
    };
  }

  @Override
  public void close() {
    connections.close();
  }
}
