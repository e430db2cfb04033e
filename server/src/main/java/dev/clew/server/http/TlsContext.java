package dev.clew.server.http;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerTlsConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a listener its certificates.
final class TlsContext {
  private static final Logger log = LoggerFactory.getLogger(TlsContext.class);
  private static final Duration MIN_RELOAD = Duration.ofSeconds(1);

  /// Of TLS 1.3, which are all safe and not a matter of choice, as in Go.
  private static final List<String> NEWEST_CIPHERS =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private TlsContext() {}

  /// Suites that a file names are not held against the one that HTTP/2 requires, which may be
  /// weaker than what was asked for; the method that says so is deprecated as a warning.
  ///
  /// @throws IOException if something cannot be read or is not what it should be, naming the
  ///   listener
  @SuppressWarnings("deprecation")
  static void addTo(ServerBuilder builder, String listener, Tls tls) throws IOException {
    TlsKeyPair own = own(listener, tls);
    Pem clients = tls.clientAuthorities();
    byte[] authorities = clients == null ? null : clients.read(listener);
    ServerTlsConfig config =
        ServerTlsConfig.builder()
            .clientAuth(authorities == null ? ClientAuth.NONE : ClientAuth.REQUIRE)
            .allowsUnsafeCiphers(!tls.ciphers().isEmpty())
            .tlsCustomizer(context -> customize(context, tls, authorities))
            .build();
    builder.tlsProvider(provider(listener, tls, own), config);
  }

  private static TlsProvider provider(String listener, Tls tls, TlsKeyPair own) {
    if (!tls.reload().isPositive()) {
      return TlsProvider.of(own);
    }
    AtomicReference<TlsKeyPair> newest = new AtomicReference<>(own);
    Duration pause = tls.reload().compareTo(MIN_RELOAD) < 0 ? MIN_RELOAD : tls.reload();
    return TlsProvider.ofScheduled(() -> again(listener, tls, newest), pause);
  }

  /// What is there now; what was there if that cannot be used.
  private static TlsKeyPair again(String listener, Tls tls, AtomicReference<TlsKeyPair> newest) {
    try {
      TlsKeyPair read = own(listener, tls);
      newest.set(read);
      return read;
    } catch (IOException failure) {
      log.atWarn().addKeyValue("listener", listener).setCause(failure).log("old certificate stays");
      return Objects.requireNonNull(newest.get());
    }
  }

  private static TlsKeyPair own(String listener, Tls tls) throws IOException {
    byte[] certificate = tls.certificate().read(listener);
    byte[] key = tls.key().read(listener);
    try {
      return TlsKeyPair.of(stream(key), stream(certificate));
    } catch (IllegalArgumentException unusable) {
      throw new IOException(
          "TLS certificate or key of %s is not PEM".formatted(listener), unusable);
    }
  }

  private static void customize(SslContextBuilder context, Tls tls, byte @Nullable [] authorities) {
    context.protocols(tls.protocols());
    if (!tls.ciphers().isEmpty()) {
      List<String> ciphers = new ArrayList<>(tls.ciphers());
      ciphers.addAll(NEWEST_CIPHERS);
      context.ciphers(ciphers);
    }
    if (authorities != null) {
      context.trustManager(stream(authorities));
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
