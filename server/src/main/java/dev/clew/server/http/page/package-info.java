/// The web UI as files: [dev.clew.server.http.page.WebPages] hands them out.
@NullMarked
package dev.clew.server.http.page;

import org.jspecify.annotations.NullMarked;
