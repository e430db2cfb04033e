package dev.clew.server.http.receive;

import dev.clew.model.Signal;
import dev.clew.server.http.body.Body;
import dev.clew.server.http.body.Unpacking;
import java.util.function.BooleanSupplier;

/// A request whose body has arrived.
///
/// @param tenant whose it is; empty for the default tenant
/// @param receiver through which it came; empty for the default one
/// @param unpacking limits of the body
/// @param isAbandoned whether nobody waits for the answer any more; asked before work begins
public record Submission(
    Signal signal,
    Encoding encoding,
    String tenant,
    String receiver,
    Body body,
    Unpacking unpacking,
    BooleanSupplier isAbandoned) {}
