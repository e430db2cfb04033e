/// Tests of read-only SQL.
@NullMarked
package dev.clew.store.sql;

import org.jspecify.annotations.NullMarked;
