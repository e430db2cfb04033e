@NullMarked
package dev.clew.query.promql.series;

import org.jspecify.annotations.NullMarked;
