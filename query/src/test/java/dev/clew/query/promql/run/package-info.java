@NullMarked
package dev.clew.query.promql.run;

import org.jspecify.annotations.NullMarked;
