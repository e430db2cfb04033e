package dev.clew.server.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that an issuer of tokens publishes, found by its discovery document (OpenID Connect
/// Discovery 1.0).
///
/// They are fetched when they are first asked for, again after some minutes, and when a token names
/// a key that is not there, which may be a new one; not more often than every few seconds, whatever
/// tokens say. While the issuer does not answer, the keys that are known go on.
final class IssuerKeys {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_KEYS = 100;

  private final String issuer;
  private final HttpClient client;
  private final LongSupplier steadyNanos;
  private List<SigningKey> keys = List.of();
  private boolean isKnown;
  private boolean hasAsked;
  private long askedNanos;
  private long fetchedNanos;

  /// @param steadyNanos what [System#nanoTime] is
  IssuerKeys(String issuer, HttpClient client, LongSupplier steadyNanos) {
    this.issuer = issuer;
    this.client = client;
    this.steadyNanos = steadyNanos;
  }

  /// Keys that may have signed a token; those that are known, or new ones if none of them fits.
  ///
  /// @throws IOException if no keys are known and the issuer does not answer
  synchronized List<SigningKey> of(JsonWebToken token) throws IOException {
    long now = steadyNanos.getAsLong();
    boolean isStale = !isKnown || now - fetchedNanos > FRESH_NANOS;
    boolean mayAsk = !hasAsked || now - askedNanos > PAUSE_NANOS;
    if (mayAsk && (isStale || fitting(token).isEmpty())) {
      hasAsked = true;
      askedNanos = now;
      fetch(now);
    }
    if (!isKnown) {
      throw new IOException("no keys of " + issuer);
    }
    return fitting(token);
  }

  private List<SigningKey> fitting(JsonWebToken token) {
    return keys.stream().filter(key -> key.fits(token)).toList();
  }

  private void fetch(long now) {
    try {
      String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
      JsonNode discovery = get(URI.create(base + "/.well-known/openid-configuration"));
      if (!discovery.path("issuer").asText().equals(issuer)) {
        throw new IOException("the issuer calls itself otherwise");
      }
      List<SigningKey> fetched = new ArrayList<>();
      for (JsonNode json : get(URI.create(discovery.path("jwks_uri").asText())).path("keys")) {
        SigningKey key = SigningKey.of(json);
        if (key != null && fetched.size() < MAX_KEYS) {
          fetched.add(key);
        }
      }
      keys = List.copyOf(fetched);
      isKnown = true;
      fetchedNanos = now;
    } catch (IOException | IllegalArgumentException failure) {
      log.atWarn().addKeyValue("issuer", issuer).setCause(failure).log("keys not fetched");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (answer.statusCode() != 200 || bytes.length > MAX_BYTES) {
        throw new IOException(
            "%s answers %d, %d bytes or more".formatted(uri, answer.statusCode(), bytes.length));
      }
      return JsonWebToken.json(bytes);
    }
  }
}
