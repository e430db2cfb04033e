/// Listeners are tested with clients that behave badly: slow, silent, oversized, too many.
@NullMarked
package dev.clew.server.http;

import org.jspecify.annotations.NullMarked;
