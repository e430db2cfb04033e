/// Options of connections that several components share.
@NullMarked
package dev.clew.pipeline.net;

import org.jspecify.annotations.NullMarked;
