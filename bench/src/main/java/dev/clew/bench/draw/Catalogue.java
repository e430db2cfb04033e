package dev.clew.bench.draw;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The values of the fields that are drawn from a fixed list. Values of one field are equally wide,
/// so that a drawn one fits in the place of another.
public final class Catalogue {
  static final List<String> METHODS =
      List.of("password", "oidc-idp", "webauthn", "totp-otp", "saml-idp");
  static final List<String> RESULTS = List.of("success", "failure", "blocked", "expired");
  private static final String COUNTRIES =
      "ATAUBEBGBRCACHCNCZDEDKEEESFIFRGBGRHUIEINISITJPKRLTLUMXNLNONZPLPTROSESGSISKTRUAUS";
  private static final String RESOURCES =
      "accountssessionsprofilespoliciesconsentssign-inspasskeyswebhooksmessagespayments";
  private static final String ACTIONS =
      "validateregistercontinuecallbackactivatewithdrawtransferdownloadevaluateschedule"
          + "completedelegatesimulateincreasedescribeanalysesreleasesrevisionsnapshotidentify";
  private static final int WORD = 8;
  private static final int AGENT_WIDTH = 136;
  private static final String[] PLATFORMS = {
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
    "X11; Linux x86_64",
    "Linux; Android 14; K",
    "iPhone; CPU iPhone OS 17_5 like Mac OS X"
  };
  private static final String[] BROWSERS = {"Chrome", "Firefox", "Edg", "Version", "OPR"};

  static final int REGION_COUNT = COUNTRIES.length() / 2 * 5;
  public static final int ROUTE_COUNT = (RESOURCES.length() / WORD) * (ACTIONS.length() / WORD);
  public static final int AGENT_COUNT = 1_000;

  private Catalogue() {}

  public static String route(int index) {
    int actions = ACTIONS.length() / WORD;
    int resource = index / actions * WORD;
    int action = index % actions * WORD;
    return "/api/v1/%s/%s"
        .formatted(
            RESOURCES.substring(resource, resource + WORD),
            ACTIONS.substring(action, action + WORD));
  }

  public static String userAgent(int index) {
    String shown =
        "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) %s/%d.0.%d Build/"
            .formatted(
                PLATFORMS[index % PLATFORMS.length],
                BROWSERS[index / 5 % BROWSERS.length],
                100 + index % 40,
                1_000 + index);
    StringBuilder padded = new StringBuilder(shown);
    for (long bits = Mix.scatter(index); padded.length() < AGENT_WIDTH; bits = Mix.scatter(bits)) {
      padded.append(Character.forDigit((int) (bits & 31), 32));
    }
    return padded.toString();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Country and number within it: `DE-03`.
  static String region(int index) {
    int country = index / 5 * 2;
    return "%s-%02d".formatted(COUNTRIES.substring(country, country + 2), index % 5 + 1);
  }
}
