/// Tests of the endpoints on real sockets.
@NullMarked
package dev.clew.server.api.jaeger;

import org.jspecify.annotations.NullMarked;
