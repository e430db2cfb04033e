package dev.clew.server.api.tempo;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;

/// Protobuf over HTTP.
final class Protobuf {
  private static final MediaType TYPE = MediaType.parse("application/protobuf");

  private Protobuf() {}

  /// Whether a client asks for it.
  static boolean isAsked(ServiceRequestContext context) {
    return context.request().headers().get("accept", "").contains("application/protobuf");
  }

  static HttpResponse answer(byte[] message, HttpHeaders headers) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK).add(headers).contentType(TYPE).build(),
        HttpData.wrap(message));
  }
}
