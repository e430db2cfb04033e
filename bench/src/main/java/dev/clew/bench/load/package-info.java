/// Sends bodies and books what became of them.
///
/// A [dev.clew.bench.load.Load] owns some connections and sends on them, one thread each: in a
/// closed loop, as fast as answers come, for the peak rate; or in an open loop, on a schedule, for
/// latencies, which then count from the scheduled instant, so that a stalled server is charged for
/// every request it held up. The clients are made for little CPU, not for general use: HTTP/1.1 and
/// gRPC over HTTP/2 on blocking sockets.
@NullMarked
package dev.clew.bench.load;

import org.jspecify.annotations.NullMarked;
