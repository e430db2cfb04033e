package dev.clew.server.http.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.Received;
import dev.clew.server.http.body.Unpacking;

/// One call, read whole.
///
/// @param context of the HTTP request, for its headers, deadline and cancellation
/// @param body the message as it came, perhaps packed
/// @param unpacking limits of the service
public record GrpcRequest(ServiceRequestContext context, Body body, Unpacking unpacking) {

  /// The message unpacked.
  public Received message() {
    return unpacking.unpack(body);
  }
}
