package dev.clew.server.http.send;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.net.ClientTls;
import dev.clew.pipeline.net.TlsMaterial;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connections of one exporter, with its certificates.
final class Connections {
  private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3");
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Connections() {}

  /// @param tls null for clear text
  /// @param pingInterval silence after which the other side is pinged; zero for never
  /// @throws IOException if a certificate cannot be read
  static ClientFactory open(@Nullable ClientTls tls, Duration pingInterval) throws IOException {
    ClientFactoryBuilder builder =
        ClientFactory.builder().connectTimeout(CONNECT).useHttp2Preface(true);
    if (pingInterval.isPositive()) {
      builder.pingInterval(pingInterval);
    }
    if (tls != null) {
      Certificates certificates = Certificates.read(tls.material());
      if (tls.trustsAll()) {
        builder.tlsNoVerify();
      }
      builder.tlsCustomizer(context -> customize(context, tls, certificates));
    }
    return builder.build();
  }

  /// A client of one address.
  ///
  /// @param protocol such as `h2c` or `https`
  /// @param name that the other side's certificate must have, instead of the host's; empty for that
  /// @throws IOException if a name is wanted and the host has no address
  static WebClientBuilder client(
      ClientFactory connections, String protocol, String host, int port, String name)
      throws IOException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Endpoint endpoint =
        name.isEmpty()
            ? Endpoint.of(bare, port)
            : Endpoint.of(name, port).withInetAddress(InetAddress.getByName(bare));
    return WebClient.builder(SessionProtocol.of(protocol), endpoint).factory(connections);
  }

  private static void customize(
      SslContextBuilder context, ClientTls tls, Certificates certificates) {
    if (certificates.authorities() != null && !tls.trustsAll()) {
      context.trustManager(stream(certificates.authorities()));
    }
    if (certificates.chain() != null && certificates.key() != null) {
      context.keyManager(stream(certificates.chain()), stream(certificates.key()));
    }
    String max = tls.versions().max();
    int from = VERSIONS.indexOf(tls.versions().min());
    int to = max.isEmpty() ? VERSIONS.size() - 1 : VERSIONS.indexOf(max);
    context.protocols(
        VERSIONS.subList(Math.max(from, 2), to + 1).stream()
            .map(version -> "TLSv" + version)
            .toList());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// PEM as it was read.
  private record Certificates(
      @Nullable String authorities, @Nullable String chain, @Nullable String key) {
    static Certificates read(TlsMaterial material) throws IOException {
      return new Certificates(
          pem(material.caFile(), material.caPem()),
          pem(material.certFile(), material.certPem()),
          pem(material.keyFile(), material.keyPem()));
    }

    private static @Nullable String pem(String file, @Nullable Secret text) throws IOException {
      if (text != null) {
        return text.reveal();
      }
      if (file.isEmpty()) {
        return null;
      }
      try {
        return Files.readString(Path.of(file));
      } catch (IOException failure) {
        throw new IOException("failed to load TLS config: cannot read " + file, failure);
      }
    }
  }
}
