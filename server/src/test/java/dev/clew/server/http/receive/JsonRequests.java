package dev.clew.server.http.receive;

/// Requests in JSON for tests.
final class JsonRequests {
  private JsonRequests() {}

  /// One OTLP span.
  static String span() {
    return span("5B8EFFF798038103D269B633813FC60C");
  }

  /// One OTLP span with this trace id.
  static String span(String traceId) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[
      {"key":"service.name","value":{"stringValue":"identity"}}]},
     "scopeSpans":[{"spans":[
      {"traceId":"%s","spanId":"EEE19B7EC3C1B174","name":"POST /login","kind":2,
       "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000}]}]}]}
    """
        .formatted(traceId);
  }

  /// One Zipkin span.
  static String zipkinSpan() {
    return """
    [{"traceId":"5b8efff798038103d269b633813fc60c","id":"eee19b7ec3c1b174","name":"post /login",
      "kind":"SERVER","timestamp":1544712660000000,"duration":1000000,
      "localEndpoint":{"serviceName":"identity"},"tags":{"http.method":"POST"}}]
    """;
  }
}
