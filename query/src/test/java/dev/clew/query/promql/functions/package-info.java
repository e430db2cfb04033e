@NullMarked
package dev.clew.query.promql.functions;

import org.jspecify.annotations.NullMarked;
