package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.server.http.Await;
import dev.clew.server.http.receive.Certificates;
import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.server.http.receive.Requests;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS of receivers as a configuration has it.
final class ReceiverTlsTest {
  @TempDir static Path keys;
  private static Certificates certificates;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    certificates = Certificates.make(keys);
  }

  @Test
  void certificatesCanBeFiles() throws IOException {
    try (LiveServer server = start(files(""))) {
      assertThat(send(server, _ -> {})).isEqualTo(200);
      assertThat(call(server, _ -> {})).isZero();
    }
  }

  @Test
  void certificatesCanBeText() throws IOException {
    String tls =
        "{cert_pem: \"%s\", key_pem: \"%s\"}"
            .formatted(pem(certificates.serverChain()), pem(certificates.serverKey()));
    try (LiveServer server = start(tls)) {
      assertThat(send(server, _ -> {})).isEqualTo(200);
      assertThat(call(server, _ -> {})).isZero();
    }
  }

  @Test
  void clientsNeedACertificateOfTheAuthority() throws IOException {
    String authority = ", client_ca_file: '%s'".formatted(certificates.authority());
    try (LiveServer server = start(files(authority))) {
      Consumer<SslContextBuilder> known =
          context ->
              context.keyManager(
                  certificates.clientChain().toFile(), certificates.clientKey().toFile());

      assertThat(send(server, known)).isEqualTo(200);
      assertThat(call(server, known)).isZero();
      assertThatThrownBy(() -> send(server, _ -> {})).isNotNull();
      assertThatThrownBy(() -> call(server, _ -> {})).isNotNull();
      assertThat(server.spans()).isEqualTo(2);
    }
  }

  @Test
  void versionsOutsideOfTheRangeAreTurnedAway() throws IOException {
    Consumer<SslContextBuilder> old = context -> context.protocols("TLSv1.2");
    Consumer<SslContextBuilder> recent = context -> context.protocols("TLSv1.3");
    try (LiveServer server = start(files(", min_version: '1.3'"))) {
      assertThat(send(server, recent)).isEqualTo(200);
      assertThatThrownBy(() -> send(server, old)).isNotNull();
    }
    try (LiveServer server = start(files(", max_version: '1.2'"))) {
      assertThat(send(server, old)).isEqualTo(200);
      assertThatThrownBy(() -> send(server, recent)).isNotNull();
    }
  }

  @Test
  void cipherSuitesAreThoseOfTheFile() throws IOException {
    String taken = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    String other = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    try (LiveServer server = start(files(", max_version: '1.2', cipher_suites: [" + taken + "]"))) {
      assertThat(send(server, context -> context.ciphers(List.of(taken)))).isEqualTo(200);
      assertThatThrownBy(() -> send(server, context -> context.ciphers(List.of(other))))
          .isNotNull();
    }
  }

  @Test
  void newCertificatesAreTakenUpAndBrokenOnesAreNot() throws Exception {
    Certificates next = Certificates.make(Files.createDirectory(folder.resolve("next")));
    Path chain = Files.copy(certificates.serverChain(), folder.resolve("chain.pem"));
    Path key = Files.copy(certificates.serverKey(), folder.resolve("key.pem"));
    String tls = "{cert_file: '%s', key_file: '%s', reload_interval: 1s}".formatted(chain, key);
    try (LiveServer server = start(tls)) {
      assertThat(send(server, _ -> {})).isEqualTo(200);

      Files.copy(next.serverChain(), chain, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(next.serverKey(), key, StandardCopyOption.REPLACE_EXISTING);

      Await.until(() -> isTrusted(server, next));
      Files.writeString(chain, "no certificate");
      assertThat(isTrusted(server, next)).isTrue();
      assertThat(isTrusted(server, certificates)).isFalse();
    }
  }

  private static boolean isTrusted(LiveServer server, Certificates authority) {
    try {
      return send(server, context -> context.trustManager(authority.authority().toFile())) == 200;
    } catch (CompletionException _) {
      return false;
    }
  }

  @Test
  void unsafeVersionsAndBrokenFilesAreRefusedAtStart() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");

    assertThatThrownBy(() -> start(files(", min_version: '1.0', max_version: '1.1'")).close())
        .hasMessageContaining("max_version 1.1 is not supported");
    assertThatThrownBy(() ->
            start("{cert_file: '%s', key_file: '%s'}".formatted(broken, certificates.serverKey()))
                .close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("otlp-grpc");
    assertThatThrownBy(() -> start("{client_ca_file: x}").close())
        .hasMessageContaining("provide both certificate and key");
  }

  private LiveServer start(String tls) throws IOException {
    return CollectorText.of(
            "{grpc: {endpoint: '127.0.0.1:0', tls: %1$s}, http: {endpoint: '127.0.0.1:0', tls: %1$s}}"
                .formatted(tls))
        .start(folder.resolve("data"));
  }

  private static String files(String more) {
    return "{cert_file: '%s', key_file: '%s'%s}"
        .formatted(certificates.serverChain(), certificates.serverKey(), more);
  }

  private static String pem(Path file) throws IOException {
    return Files.readString(file).replace("\r", "").replace("\n", "\\n");
  }

  private static int send(LiveServer server, Consumer<SslContextBuilder> more) {
    try (ClientFactory factory = factory(more)) {
      AggregatedHttpResponse answer =
          client(server, "otlp-http", factory)
              .execute(
                  RequestHeaders.of(
                      HttpMethod.POST, "/v1/traces", "content-type", HttpCall.PROTOBUF),
                  Requests.spans(1, server.spans() + 1))
              .aggregate()
              .join();
      return answer.status().code();
    }
  }

  private static int call(LiveServer server, Consumer<SslContextBuilder> more) {
    try (ClientFactory factory = factory(more)) {
      byte[] frame = GrpcCall.frame(false, Requests.spans(1, server.spans() + 100));
      return GrpcCall.send(client(server, "otlp-grpc", factory), GrpcCall.TRACES, frame)
          .join()
          .status();
    }
  }

  @SuppressWarnings("deprecation")
  private static ClientFactory factory(Consumer<SslContextBuilder> more) {
    return ClientFactory.builder()
        .tlsAllowUnsafeCiphers(true)
        .tlsCustomizer(context -> {
          context.trustManager(certificates.authority().toFile());
          more.accept(context);
        })
        .build();
  }

  private static WebClient client(LiveServer server, String listener, ClientFactory factory) {
    return WebClient.builder("https://" + server.uri(listener, "").getAuthority())
        .factory(factory)
        .build();
  }
}
