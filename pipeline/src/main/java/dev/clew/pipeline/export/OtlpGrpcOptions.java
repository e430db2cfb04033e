package dev.clew.pipeline.export;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.net.GrpcClient;
import java.time.Duration;

/// Options of the exporter `otlp_grpc`.
public record OtlpGrpcOptions(GrpcClient client, Delivery delivery) {
  /// The type.
  public static final ComponentType<OtlpGrpcOptions> TYPE =
      ComponentType.of(
              Kind.EXPORTER,
              "otlp_grpc",
              ComponentType.allSignals(),
              OtlpGrpcOptions::read,
              "Sends OTLP over gRPC.")
          .called("otlp");

  static OtlpGrpcOptions read(Section section) {
    return new OtlpGrpcOptions(
        GrpcClient.read(section), Delivery.read(section, Duration.ofSeconds(5)));
  }
}
