/// Clew's own REST API under `/clew/v1`: names and typed values as native clients want them.
@NullMarked
package dev.clew.server.api.clew;

import org.jspecify.annotations.NullMarked;
