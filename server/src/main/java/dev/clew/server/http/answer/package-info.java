/// How the server says no: what stood in the way, and its words in HTTP, gRPC and `google.rpc`.
///
/// A [dev.clew.server.http.answer.Refusal] is decided once, where the problem is found; each
/// protocol then translates it. Messages are cut to a bound, for they may quote what a client sent.
@NullMarked
package dev.clew.server.http.answer;

import org.jspecify.annotations.NullMarked;
