/// Tests of plans: what is read for a query, and what is refused.
@NullMarked
package dev.clew.query.plan;

import org.jspecify.annotations.NullMarked;
