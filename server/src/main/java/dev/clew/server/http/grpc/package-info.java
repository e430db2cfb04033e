/// gRPC without generated classes: framing, status and trailers over HTTP/2.
///
/// A [dev.clew.server.http.grpc.GrpcService] maps full method names to
/// [dev.clew.server.http.grpc.GrpcMethod]s. A method gets the bytes of the one request message and
/// yields the bytes of its answer, or streams several; what the bytes mean is its own business.
@NullMarked
package dev.clew.server.http.grpc;

import org.jspecify.annotations.NullMarked;
