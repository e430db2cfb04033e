package dev.clew.server.http.auth;

import dev.clew.pipeline.extension.BasicAuthOptions;
import dev.clew.pipeline.extension.BearerTokenOptions;
import dev.clew.pipeline.extension.OidcOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.ComponentId;
import dev.clew.server.http.answer.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The authenticators of a configuration's extensions, each made when a server first names it.
public final class Authenticators implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final CollectorFile file;
  private final InstantSource clock;
  private final LongSupplier steadyNanos;
  private final Checkers checkers = new Checkers();
  private final Map<Component, Authenticator> made = new HashMap<>();

  /// @param clock by which tokens expire
  /// @param steadyNanos what [System#nanoTime] is
  public Authenticators(CollectorFile file, InstantSource clock, LongSupplier steadyNanos) {
    this.file = file;
    this.clock = clock;
    this.steadyNanos = steadyNanos;
  }

  /// What stands before a server.
  ///
  /// @param id of the extension; null for a server that lets everyone in, and then there is none
  /// @param refusals told of each request that is refused
  /// @throws IOException if a file of the extension cannot be read
  /// @throws IllegalArgumentException in upstream's words if it is no extension that can
  public @Nullable Guard guard(@Nullable String id, Consumer<Refusal> refusals) throws IOException {
    return id == null ? null : new Guard(authenticator(id), refusals);
  }

  private Authenticator authenticator(String id) throws IOException {
    Component extension = extension(id);
    Authenticator known = made.get(extension);
    if (known != null) {
      return known;
    }
    Authenticator authenticator =
        switch (extension.options()) {
          case BasicAuthOptions options when options.client() == null -> basic(options);
          case BearerTokenOptions options -> new TokenAuthenticator(options);
          case OidcOptions options ->
              new OidcAuthenticator(
                  options,
                  new IssuerKeys(options.issuerUrl(), client(options), steadyNanos),
                  checkers,
                  new Remembered(steadyNanos),
                  clock);
          default ->
              throw new IllegalArgumentException(
                  "failed to resolve authenticator \"%s\": requested authenticator is not a server authenticator"
                      .formatted(id));
        };
    made.put(extension, authenticator);
    return authenticator;
  }

  /// Only extensions that run count, as upstream.
  private Component extension(String id) {
    ComponentId wanted = ComponentId.parse(id);
    return file.extensions().stream()
        .filter(extension -> extension.id().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "failed to resolve authenticator \"%s\": authenticator not found".formatted(id)));
  }

  private Authenticator basic(BasicAuthOptions options) throws IOException {
    PasswordFile passwords = new PasswordFile();
    if (!options.file().isEmpty()) {
      passwords.add(options.file(), text(options.file()));
    }
    if (options.inline() != null) {
      passwords.add("inline", options.inline().reveal());
    }
    if (passwords.isEmpty()) {
      throw new IllegalArgumentException("no credential source provided");
    }
    return new BasicAuthenticator(passwords, checkers, new Remembered(steadyNanos));
  }

  private static String text(String file) throws IOException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException failure) {
      throw new IOException("open htpasswd file: cannot read " + file, failure);
    }
  }

  private static HttpClient client(OidcOptions options) throws IOException {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (!options.issuerCaPath().isEmpty()) {
      builder.sslContext(trusting(options.issuerCaPath()));
    }
    return builder.build();
  }

  private static SSLContext trusting(String file) throws IOException {
    try {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      ByteArrayInputStream pem = new ByteArrayInputStream(Files.readAllBytes(Path.of(file)));
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        authorities.setCertificateEntry("authority-" + authorities.size(), one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException failure) {
      throw new IOException("issuer_ca_path: cannot use " + file, failure);
    }
  }

  @Override
  public void close() {
    checkers.close();
  }
}
