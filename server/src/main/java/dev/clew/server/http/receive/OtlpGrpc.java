package dev.clew.server.http.receive;

import dev.clew.model.Signal;
import dev.clew.server.http.grpc.GrpcMethod;
import dev.clew.server.http.grpc.GrpcReply;
import dev.clew.server.http.grpc.GrpcRequest;
import java.util.Map;

/// The three export services of OTLP over gRPC.
public final class OtlpGrpc {
  private static final String PACKAGE = "/opentelemetry.proto.collector.";

  private OtlpGrpc() {}

  /// The methods by path.
  ///
  /// @param receiver as which they take requests; empty for the default one
  public static Map<String, GrpcMethod> methods(Intake intake, String receiver) {
    return Map.of(
        PACKAGE + "trace.v1.TraceService/Export", export(intake, Signal.TRACES, receiver),
        PACKAGE + "logs.v1.LogsService/Export", export(intake, Signal.LOGS, receiver),
        PACKAGE + "metrics.v1.MetricsService/Export", export(intake, Signal.METRICS, receiver));
  }

  private static GrpcMethod.Unary export(Intake intake, Signal signal, String receiver) {
    return request ->
        intake.submit(submission(signal, receiver, request)).thenApply(OtlpGrpc::reply);
  }

  private static Submission submission(Signal signal, String receiver, GrpcRequest request) {
    return new Submission(
        signal,
        Encoding.OTLP_PROTOBUF,
        "",
        receiver,
        request.body(),
        request.unpacking(),
        request.context()::isCancelled);
  }

  private static GrpcReply reply(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted -> GrpcReply.message(PartialSuccess.protobuf(accepted));
      case Receipt.Refused(var refusal) -> GrpcReply.failure(refusal.rpcStatus());
    };
  }
}
