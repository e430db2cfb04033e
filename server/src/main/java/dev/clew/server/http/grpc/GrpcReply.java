package dev.clew.server.http.grpc;

import dev.clew.server.http.answer.RpcStatus;

/// Answer of a unary method.
public sealed interface GrpcReply {

  /// The call succeeded with a message.
  static GrpcReply message(byte[] bytes) {
    return new Message(bytes);
  }

  /// The call failed.
  static GrpcReply failure(RpcStatus status) {
    return new Failure(status);
  }

  /// The bytes of the one answer.
  final class Message implements GrpcReply {
    private final byte[] bytes;

    private Message(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /// A status other than OK.
  record Failure(RpcStatus status) implements GrpcReply {}
}
