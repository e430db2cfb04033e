/// Bodies and their bounds, without a network.
@NullMarked
package dev.clew.server.http.body;

import org.jspecify.annotations.NullMarked;
