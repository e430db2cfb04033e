package dev.clew.server.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.model.LimitException;
import dev.clew.server.http.GzipAnswers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs questions on a few threads of their own: so many at a time, so many waiting, each with a
/// deadline. A question whose client went away before its turn is not begun.
public final class QueryRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);

  private static final String TOO_MANY = "too many questions at a time, try again later";

  private final ThreadPoolExecutor pool;
  private final Duration deadline;

  /// @param threads questions at a time
  /// @param waiting questions that may wait for their turn
  /// @param deadline greatest duration of one
  public QueryRunner(int threads, int waiting, Duration deadline) {
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("clew-query-", 0).daemon().factory());
    this.deadline = deadline;
  }

  public Duration deadline() {
    return deadline;
  }

  /// Something that makes the answer to a question.
  public interface Question {
    /// @throws QuestionException when it cannot be answered
    HttpResponse answer() throws Exception;
  }

  /// Runs a question; `refusal` words what went wrong in the shape of the API.
  public HttpResponse run(
      ServiceRequestContext context,
      Question question,
      Function<QuestionException, HttpResponse> refusal) {
    context.setRequestTimeout(deadline.plusSeconds(5));
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    try {
      pool.execute(() -> {
        if (context.isCancelled()) {
          answer.complete(refusal.apply(new QuestionException(499, "the client went away")));
        } else {
          answer.complete(
              GzipAnswers.packed(context.request().headers(), answered(question, refusal)));
        }
      });
    } catch (RejectedExecutionException _) {
      return refusal.apply(new QuestionException(503, TOO_MANY));
    }
    return HttpResponse.of(answer);
  }

  /// Runs a question on behalf of a thread that may wait for its answer.
  ///
  /// @throws QuestionException when it cannot be answered
  public <T> T await(Callable<T> question) {
    try {
      return pool.submit(question).get();
    } catch (RejectedExecutionException _) {
      throw new QuestionException(503, TOO_MANY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new QuestionException(499, "interrupted");
    } catch (ExecutionException failure) {
      throw refusal(failure.getCause());
    }
  }

  private static QuestionException refusal(@Nullable Throwable failure) {
    return switch (failure) {
      case QuestionException refused -> refused;
      case LimitException limit ->
          new QuestionException(
              limit.limit() == LimitException.Limit.CANCELLED ? 499 : 422,
              String.valueOf(limit.getMessage()));
      case null, default -> {
        LOG.atError().setCause(failure).log("question failed");
        yield new QuestionException(500, "internal error");
      }
    };
  }

  private static HttpResponse answered(
      Question question, Function<QuestionException, HttpResponse> refusal) {
    try {
      return question.answer();
    } catch (Exception failure) {
      return refusal.apply(refusal(failure));
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
