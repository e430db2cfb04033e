package dev.clew.server.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a listener its certificates.
final class TlsContext {
  /// Of TLS 1.3, which are all safe and not a matter of choice, as in Go.
  private static final List<String> NEWEST_CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private TlsContext() {}

  /// @throws IOException if something cannot be read or is not what it should be, naming the listener
  static void addTo(ServerBuilder builder, String listener, Tls tls) throws IOException {
    byte[] certificate = tls.certificate().read(listener);
    byte[] key = tls.key().read(listener);
    Pem clients = tls.clientAuthorities();
    byte[] authorities = clients == null ? null : clients.read(listener);
    try {
      builder.tls(TlsKeyPair.of(stream(key), stream(certificate)));
    } catch (IllegalArgumentException unusable) {
      throw new IOException("TLS certificate or key of %s is not PEM".formatted(listener), unusable);
    }
    if (!tls.ciphers().isEmpty()) {
      // Else the library insists on the weakest suite that HTTP/2 allows.
      builder.tlsAllowUnsafeCiphers(true);
    }
    builder.tlsCustomizer(context -> customize(context, tls, authorities));
  }

  private static void customize(
      SslContextBuilder context, Tls tls, byte @Nullable [] authorities) {
    context.protocols(tls.protocols());
    if (!tls.ciphers().isEmpty()) {
      List<String> ciphers = new ArrayList<>(tls.ciphers());
      ciphers.addAll(NEWEST_CIPHERS);
      context.ciphers(ciphers);
    }
    if (authorities != null) {
      context.clientAuth(ClientAuth.REQUIRE).trustManager(stream(authorities));
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
