/// Tests of Clew's own API.
@NullMarked
package dev.clew.server.api.clew;

import org.jspecify.annotations.NullMarked;
