package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.Tls;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exporters of the OpenTelemetry SDK for Java, as they stand in the field.
class ExporterTest {
  private static final int SPANS = 1_200;

  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    certificates = Certificates.make(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void spansArriveOverGrpc(String compression) throws IOException {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)))) {
      export(
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(server.grpc("").toString())
              .setCompression(compression)
              .build());
      assertThat(server.rows()).isEqualTo(SPANS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void spansArriveOverHttp(String compression) throws IOException {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)))) {
      export(
          OtlpHttpSpanExporter.builder()
              .setEndpoint(server.http("/v1/traces").toString())
              .setCompression(compression)
              .build());
      assertThat(server.rows()).isEqualTo(SPANS);
    }
  }

  @Test
  void exportersComeAgainWhenTheServerIsOverloaded() throws IOException {
    int[] refusals = {2};
    Setup setup =
        Setup.of(new FakeLog(1))
            .withPressure(() -> refusals[0]-- > 0 ? "the store is behind" : null);
    try (ReceivingServer server = ReceivingServer.start(setup)) {
      export(OtlpGrpcSpanExporter.builder().setEndpoint(server.grpc("").toString()).build());
      assertThat(server.rows()).isEqualTo(SPANS);
      assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"overloaded\"}"))
          .isEqualTo(2);
    }
  }

  @Test
  void spansArriveOverTls() throws Exception {
    Tls tls = new Tls(certificates.serverChain(), certificates.serverKey(), null);
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)).with(tls))) {
      byte[] trusted = Files.readAllBytes(certificates.authority());

      export(
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(server.grpc("").toString())
              .setTrustedCertificates(trusted)
              .build());
      export(
          OtlpHttpSpanExporter.builder()
              .setEndpoint(server.http("/v1/traces").toString())
              .setTrustedCertificates(trusted)
              .build());
      assertThat(server.rows()).isEqualTo(2 * SPANS);
    }
  }

  @Test
  void spansArriveOverMutualTls() throws Exception {
    try (ReceivingServer server = mutual()) {
      export(
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(server.grpc("").toString())
              .setTrustedCertificates(Files.readAllBytes(certificates.authority()))
              .setClientTls(
                  Files.readAllBytes(certificates.clientKey()),
                  Files.readAllBytes(certificates.clientChain()))
              .build());
      assertThat(server.rows()).isEqualTo(SPANS);
    }
  }

  @Test
  void clientsWithoutACertificateAreTurnedAway() throws Exception {
    try (ReceivingServer server = mutual()) {
      export(
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(server.grpc("").toString())
              .setTrustedCertificates(Files.readAllBytes(certificates.authority()))
              .setRetryPolicy(null)
              .build());

      assertThat(server.rows()).isZero();
    }
  }

  private static ReceivingServer mutual() throws IOException {
    return ReceivingServer.start(
        Setup.of(new FakeLog(1))
            .with(
                new Tls(
                    certificates.serverChain(),
                    certificates.serverKey(),
                    certificates.authority())));
  }

  /// Makes spans and waits until the exporter has sent them or given up.
  private static void export(SpanExporter exporter) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.builder().put("service.name", "identity").build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter).setMaxQueueSize(SPANS * 2).build())
            .build()) {
      for (int i = 0; i < SPANS; i++) {
        provider
            .get("exporter-test")
            .spanBuilder("POST /login")
            .setAttribute(AttributeKey.longKey("attempt"), (long) i)
            .startSpan()
            .end();
      }
      provider.forceFlush().join(20, TimeUnit.SECONDS);
    }
  }
}
