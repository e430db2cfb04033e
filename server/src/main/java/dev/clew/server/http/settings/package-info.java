/// What a configuration says about a server, put to a listener: connections, origins, headers.
@NullMarked
package dev.clew.server.http.settings;

import org.jspecify.annotations.NullMarked;
