package dev.clew.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// An issuer of tokens, on a free port, whose keys a test adds and withdraws.
final class FakeIssuer implements AutoCloseable {
  final Map<String, KeyPair> published = new ConcurrentHashMap<>();
  final AtomicBoolean isDown = new AtomicBoolean();
  final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;

  private FakeIssuer(HttpServer server) {
    this.server = server;
  }

  static FakeIssuer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeIssuer issuer = new FakeIssuer(server);
    server.createContext(
        "/.well-known/openid-configuration", exchange -> issuer.answer(exchange, issuer.about()));
    server.createContext(
        "/keys",
        exchange -> {
          issuer.fetches.incrementAndGet();
          issuer.answer(exchange, issuer.keys());
        });
    server.start();
    return issuer;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair();
  }

  static KeyPair elliptic() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /// A token with these claims.
  static String token(String algorithm, String keyId, KeyPair key, String claims)
      throws GeneralSecurityException {
    String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, keyId);
    String signed = encoded(header) + "." + encoded(claims);
    String name = algorithm.startsWith("ES") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA";
    Signature signature = Signature.getInstance(name);
    signature.initSign(key.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + encoded(signature.sign());
  }

  static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String about() {
    return "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(url());
  }

  private String keys() {
    return published.entrySet().stream()
        .map(entry -> key(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String key(String id, KeyPair pair) {
    return switch (pair.getPublic()) {
      case RSAPublicKey key ->
          "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
              .formatted(id, number(key.getModulus(), 256), number(key.getPublicExponent(), 3));
      case ECPublicKey key ->
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(
                  id, number(key.getW().getAffineX(), 32), number(key.getW().getAffineY(), 32));
      default -> throw new IllegalArgumentException(pair.getPublic().getAlgorithm());
    };
  }

  private static String number(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    byte[] exact = new byte[length];
    int count = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - count, exact, length - count, count);
    return encoded(exact);
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(isDown.get() ? 500 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
