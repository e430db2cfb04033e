/// Tests of the endpoints on real sockets.
@NullMarked
package dev.clew.server.api.tempo;

import org.jspecify.annotations.NullMarked;
