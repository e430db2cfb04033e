package dev.clew.server.http.auth;

import com.linecorp.armeria.common.RequestHeaders;
import java.util.concurrent.CompletableFuture;

/// Decides by its headers whether a request comes from someone who may send.
public interface Authenticator {
  /// Never blocks; the future never fails.
  CompletableFuture<Verdict> check(RequestHeaders headers);

  /// The value of `WWW-Authenticate` for those that are refused.
  String challenge();
}
