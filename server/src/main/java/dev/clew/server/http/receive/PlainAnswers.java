package dev.clew.server.http.receive;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;

/// Answers of one line of text.
final class PlainAnswers {
  private PlainAnswers() {}

  static HttpResponse text(HttpStatus status, String line) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(line + '\n'));
  }

  static HttpResponse methodNotAllowed() {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.METHOD_NOT_ALLOWED)
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .add(HttpHeaderNames.ALLOW, "POST")
            .build(),
        HttpData.ofUtf8("405 method not allowed, supported: [POST]\n"));
  }
}
