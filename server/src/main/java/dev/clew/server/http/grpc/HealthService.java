package dev.clew.server.http.grpc;

import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.server.http.answer.RpcCode;
import dev.clew.server.http.answer.RpcStatus;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.Received;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `grpc.health.v1.Health`: whether the server, or one service of it, serves.
public final class HealthService {
  private static final String CHECK = "/grpc.health.v1.Health/Check";
  private static final int SERVING = 1;
  private static final int NOT_SERVING = 2;

  private final Set<String> services;
  private final BooleanSupplier isReady;

  private HealthService(Set<String> services, BooleanSupplier isReady) {
    this.services = services;
    this.isReady = isReady;
  }

  /// These methods together with the health check that knows their services.
  public static Map<String, GrpcMethod> with(
      Map<String, GrpcMethod> methods, BooleanSupplier isReady) {
    Set<String> services =
        methods.keySet().stream()
            .map(path -> path.substring(1, path.lastIndexOf('/')))
            .collect(Collectors.toUnmodifiableSet());
    GrpcMethod.Unary check = new HealthService(services, isReady)::check;
    Map<String, GrpcMethod> all = new HashMap<>(methods);
    all.put(CHECK, check);
    return Map.copyOf(all);
  }

  private CompletableFuture<GrpcReply> check(GrpcRequest request) {
    return CompletableFuture.completedFuture(
        switch (request.message()) {
          case Received.Refused(var refusal) -> GrpcReply.failure(refusal.rpcStatus());
          case Body body -> check(body);
        });
  }

  private GrpcReply check(Body body) {
    String service = service(body);
    if (service == null) {
      return GrpcReply.failure(
          new RpcStatus(RpcCode.INVALID_ARGUMENT, "malformed HealthCheckRequest"));
    }
    if (!service.isEmpty() && !services.contains(service)) {
      return GrpcReply.failure(new RpcStatus(RpcCode.NOT_FOUND, "unknown service " + service));
    }
    ProtoWriter out = new ProtoWriter();
    out.varint(1, isReady.getAsBoolean() ? SERVING : NOT_SERVING);
    return GrpcReply.message(out.toByteArray());
  }

  /// The one field of a request, a text of less than 128 bytes; empty if there is none.
  private static @Nullable String service(Body body) {
    byte[] bytes = body.bytes();
    if (body.length() == 0) {
      return "";
    }
    boolean isSound = body.length() >= 2 && bytes[0] == 10 && bytes[1] == body.length() - 2;
    return isSound ? new String(bytes, 2, bytes[1], StandardCharsets.UTF_8) : null;
  }
}
