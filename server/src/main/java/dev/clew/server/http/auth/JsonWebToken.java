package dev.clew.server.http.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A signed token in three parts (RFC 7519), read and not yet believed.
///
/// @param algorithm that it says it is signed by
/// @param keyId of the key; empty if it names none
/// @param signed what the signature is of
record JsonWebToken(
    String algorithm, String keyId, JsonNode claims, String signed, String signatureText) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Null if the text is no such token.
  static @Nullable JsonWebToken parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      JsonNode header = object(parts[0]);
      JsonNode claims = object(parts[1]);
      if (header == null || claims == null || header.has("crit")) {
        return null;
      }
      return new JsonWebToken(
          header.path("alg").asText(),
          header.path("kid").asText(),
          claims,
          parts[0] + "." + parts[1],
          parts[2]);
    } catch (IOException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable JsonNode object(String part) throws IOException {
    JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
    return node != null && node.isObject() ? node : null;
  }

  static JsonNode json(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException malformed) {
      throw new IOException("not JSON", malformed);
    }
  }

  byte[] signedBytes() {
    return signed.getBytes(StandardCharsets.US_ASCII);
  }

  /// The signature; empty if it is not Base64.
  byte[] signature() {
    try {
      return Base64.getUrlDecoder().decode(signatureText);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
