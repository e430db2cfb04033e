package dev.clew.server.http.grpc;

import dev.clew.server.http.answer.RpcStatus;
import java.util.concurrent.CompletableFuture;

/// What a method of a service does.
public sealed interface GrpcMethod {

  /// One message in, one out. Called on the event loop of the request: it must not block.
  @FunctionalInterface
  non-sealed interface Unary extends GrpcMethod {
    CompletableFuture<GrpcReply> call(GrpcRequest request);
  }

  /// One message in, any number out. Called on a virtual thread of its own; may block.
  @FunctionalInterface
  non-sealed interface ServerStreaming extends GrpcMethod {
    /// Sends what there is and returns how it ended.
    RpcStatus call(GrpcRequest request, GrpcStream answers);
  }
}
