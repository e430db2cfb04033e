/// gRPC framing, streaming and health, by hand-made frames over HTTP/2.
@NullMarked
package dev.clew.server.http.grpc;

import org.jspecify.annotations.NullMarked;
