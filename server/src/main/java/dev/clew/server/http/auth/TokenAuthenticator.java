package dev.clew.server.http.auth;

import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.pipeline.config.Secret;
import dev.clew.pipeline.extension.BearerTokenOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens that are known beforehand, of the configuration or of a file's lines.
final class TokenAuthenticator implements Authenticator {
  private static final Logger log = LoggerFactory.getLogger(TokenAuthenticator.class);
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final Verdict WRONG = Verdict.refused("scheme or token does not match");

  private final String header;
  private final String scheme;
  private final @Nullable Path file;
  private List<Secret> tokens;
  private FileTime changed = FileTime.fromMillis(0);
  private long size = -1;

  /// @throws IOException if the file cannot be read
  TokenAuthenticator(BearerTokenOptions options) throws IOException {
    this.header = options.header();
    this.scheme = options.scheme();
    this.tokens = options.tokens();
    this.file = options.file().isEmpty() ? null : Path.of(options.file());
    if (file != null) {
      read(file);
    }
  }

  @Override
  public CompletableFuture<Verdict> check(RequestHeaders headers) {
    String value = headers.get(header);
    if (value == null || value.isEmpty()) {
      return CompletableFuture.completedFuture(
          Verdict.refused("missing or empty authorization header: " + header));
    }
    byte[] sent = bytes(value);
    boolean isKnown = false;
    for (Secret token : tokens()) {
      String expected = scheme.isEmpty() ? token.reveal() : scheme + " " + token.reveal();
      isKnown |= MessageDigest.isEqual(sent, bytes(expected));
    }
    return CompletableFuture.completedFuture(isKnown ? Verdict.ADMITTED : WRONG);
  }

  /// As the file has them; as it had them if it cannot be read now.
  private synchronized List<Secret> tokens() {
    if (file != null) {
      try {
        read(file);
      } catch (IOException failure) {
        if (size >= 0) {
          log.atWarn().addKeyValue("file", file).setCause(failure).log("tokens not read again");
        }
        size = -1;
      }
    }
    return tokens;
  }

  private synchronized void read(Path source) throws IOException {
    FileTime time = Files.getLastModifiedTime(source);
    long bytes = Files.size(source);
    if (time.equals(changed) && bytes == size) {
      return;
    }
    if (bytes > MAX_FILE_BYTES) {
      throw new IOException("%s is larger than %d bytes".formatted(source, MAX_FILE_BYTES));
    }
    tokens =
        Files.readString(source)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(Secret::new)
            .toList();
    changed = time;
    size = bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String challenge() {
    return scheme.isEmpty() ? "Bearer" : scheme;
  }
}
