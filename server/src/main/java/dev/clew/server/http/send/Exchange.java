package dev.clew.server.http.send;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.pipeline.export.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// One request and its answer, waited for by the calling thread.
final class Exchange {
  private Exchange() {}

  /// What the answer means; failures of the network are reasons to try again.
  static Outcome with(
      WebClient client,
      RequestHeaders headers,
      byte[] body,
      Function<AggregatedHttpResponse, Outcome> meaning)
      throws InterruptedException {
    CompletableFuture<AggregatedHttpResponse> answer =
        client.execute(HttpRequest.of(headers, HttpData.wrap(body))).aggregate();
    try {
      return meaning.apply(answer.get());
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return new Outcome.Later(words(cause), null);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      throw interrupted;
    }
  }

  private static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !root.getCause().equals(root)) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
