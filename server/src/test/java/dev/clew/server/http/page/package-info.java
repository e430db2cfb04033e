/// Tests of the files of the web UI.
@NullMarked
package dev.clew.server.http.page;

import org.jspecify.annotations.NullMarked;
