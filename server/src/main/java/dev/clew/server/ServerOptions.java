package dev.clew.server;

import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.http.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server is started with.
///
/// @param data folder of the log and the store
/// @param otlpGrpc where OTLP over gRPC is received
/// @param otlpHttp where OTLP over HTTP and Zipkin JSON are received
/// @param http where questions are answered
/// @param tls for all listeners; null for clear text
/// @param maxRequestBytes greatest request body, as it comes and unpacked
/// @param logBytes greatest size of the log on disk
/// @param retentionAge after which stored telemetry is dropped
/// @param retentionBytes of stored telemetry, above which the oldest is dropped
/// @param sealRows rows after which a segment is sealed
/// @param sealAge after which even a few rows are sealed
/// @param partitions of the log
/// @param queryDeadline greatest duration of one question
/// @param collector pipelines to run; null to keep everything as it comes
public record ServerOptions(
    Path data,
    InetSocketAddress otlpGrpc,
    InetSocketAddress otlpHttp,
    InetSocketAddress http,
    @Nullable Tls tls,
    long maxRequestBytes,
    long logBytes,
    Duration retentionAge,
    long retentionBytes,
    int sealRows,
    Duration sealAge,
    int partitions,
    Duration queryDeadline,
    @Nullable CollectorFile collector) {}
