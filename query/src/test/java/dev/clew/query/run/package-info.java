/// Tests of searches: cases of others, properties over random forests, and paging.
@NullMarked
package dev.clew.query.run;

import org.jspecify.annotations.NullMarked;
