package dev.clew.server.http.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A public key of an issuer (RFC 7517), with the algorithms that fit it and no others: a token
/// does not choose what its signature is checked by.
///
/// @param id empty if it has none
/// @param curve of an elliptic key; empty for RSA
/// @param algorithm the only one it is for; empty if it does not say
record SigningKey(String id, String curve, String algorithm, PublicKey key) {
  /// A shorter modulus can be factored.
  private static final int MIN_RSA_BITS = 2_048;

  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");
  private static final Map<String, String> CURVE_OF =
      Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

  /// Null for a key that signs nothing here.
  static @Nullable SigningKey of(JsonNode json) {
    if (!json.path("use").asText("sig").equals("sig")) {
      return null;
    }
    try {
      return switch (json.path("kty").asText()) {
        case "RSA" -> rsa(json);
        case "EC" -> elliptic(json);
        default -> null;
      };
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable SigningKey rsa(JsonNode json) throws GeneralSecurityException {
    BigInteger modulus = number(json, "n");
    if (modulus.bitLength() < MIN_RSA_BITS) {
      return null;
    }
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, number(json, "e")));
    return new SigningKey(json.path("kid").asText(), "", json.path("alg").asText(), key);
  }

  private static @Nullable SigningKey elliptic(JsonNode json) throws GeneralSecurityException {
    String curve = json.path("crv").asText();
    String name = CURVES.get(curve);
    if (name == null) {
      return null;
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(name));
    ECPublicKeySpec spec =
        new ECPublicKeySpec(
            new ECPoint(number(json, "x"), number(json, "y")),
            parameters.getParameterSpec(ECParameterSpec.class));
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(spec);
    return new SigningKey(json.path("kid").asText(), curve, json.path("alg").asText(), key);
  }

  private static BigInteger number(JsonNode json, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(json.path(field).asText()));
  }

  /// Whether the key may have signed the token, by what both say.
  boolean fits(JsonWebToken token) {
    String wanted = token.algorithm();
    boolean isNamed = token.keyId().isEmpty() || token.keyId().equals(id);
    boolean isMeant = algorithm.isEmpty() || algorithm.equals(wanted);
    boolean isKind =
        curve.isEmpty()
            ? wanted.matches("[RP]S(?:256|384|512)")
            : curve.equals(CURVE_OF.get(wanted));
    return isNamed && isMeant && isKind;
  }

  /// Whether it has signed the token.
  boolean signed(JsonWebToken token) {
    try {
      Signature signature = signature(token.algorithm());
      signature.initVerify(key);
      signature.update(token.signedBytes());
      return signature.verify(token.signature());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String bits = algorithm.substring(2);
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      default -> {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        signature.setParameter(
            new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        yield signature;
      }
    };
  }
}
