package dev.clew.pipeline.net;

import dev.clew.pipeline.config.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A server of gRPC.
///
/// @param maxMessageBytes greatest request
/// @param maxStreams at once on a connection; 0 for no limit
/// @param tls null for none
/// @param authenticator id of an extension, or null
public record GrpcServer(
    Listening listening,
    long maxMessageBytes,
    int maxStreams,
    Keepalive keepalive,
    @Nullable ServerTls tls,
    @Nullable String authenticator) {
  private static final long DEFAULT_MEBIBYTES = 4;

  /// How long connections live; zero means for ever.
  ///
  /// @param minPingInterval clients that ping more often are sent away
  public record Keepalive(
      Duration maxIdle,
      Duration maxAge,
      Duration maxAgeGrace,
      Duration pingInterval,
      Duration pingTimeout,
      Duration minPingInterval,
      boolean permitsIdlePings) {}

  /// Reads the section `grpc`.
  public static GrpcServer read(Section section) {
    Listening listening = Listening.read(section, "localhost:4317");
    long mebibytes =
        section.integer(
            "max_recv_msg_size_mib", DEFAULT_MEBIBYTES, "Greatest request in MiB, unpacked.");
    section.check(
        mebibytes >= 0 && mebibytes < 1L << 20,
        "max_recv_msg_size_mib",
        "invalid max_recv_msg_size_mib value, must be between 1 and 1048575");
    long streams =
        section.integer(
            "max_concurrent_streams", 0, "Requests at once on a connection; 0 for no limit.");
    section.withoutEffect("read_buffer_size", "Accepted without effect.");
    section.withoutEffect("write_buffer_size", "Accepted without effect.");
    section.withoutEffect("include_metadata", "Accepted without effect.");
    Keepalive keepalive =
        section.section("keepalive", GrpcServer::keepalive, "Pings and ends of connections.");
    Shared.noMiddlewares(section);
    return new GrpcServer(
        listening,
        (mebibytes == 0 ? DEFAULT_MEBIBYTES : mebibytes) << 20,
        Math.clamp(streams, 0, Integer.MAX_VALUE),
        keepalive,
        section.optionalSection("tls", ServerTls::read, "TLS."),
        Shared.authenticator(section));
  }

  private static Keepalive keepalive(Section section) {
    Duration[] server =
        section.section(
            "server_parameters",
            inner ->
                new Duration[] {
                  inner.duration(
                      "max_connection_idle",
                      Duration.ZERO,
                      "Idle time after which a connection ends; never if 0."),
                  inner.duration(
                      "max_connection_age", Duration.ZERO, "Age after which it ends; never if 0."),
                  inner.duration(
                      "max_connection_age_grace",
                      Duration.ZERO,
                      "Time that requests have to end then."),
                  inner.duration(
                      "time", Duration.ofHours(2), "Silence after which a client is pinged."),
                  inner.duration("timeout", Duration.ofSeconds(20), "Time it has to answer.")
                },
            "What the server does.");
    return section.section(
        "enforcement_policy",
        inner ->
            new Keepalive(
                server[0],
                server[1],
                server[2],
                server[3],
                server[4],
                inner.duration(
                    "min_time",
                    Duration.ofMinutes(5),
                    "Clients that ping more often are sent away."),
                inner.flag(
                    "permit_without_stream", false, "Whether they may ping without a request.")),
        "What clients may do.");
  }
}
