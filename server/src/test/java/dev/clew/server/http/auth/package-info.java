@NullMarked
package dev.clew.server.http.auth;

import org.jspecify.annotations.NullMarked;
