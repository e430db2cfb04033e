@NullMarked
package dev.clew.query.promql;

import org.jspecify.annotations.NullMarked;
