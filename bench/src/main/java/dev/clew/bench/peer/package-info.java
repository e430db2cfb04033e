/// Other programs on the same spans: Zipkin, which takes them over HTTP and keeps them in memory,
/// and the ClickHouse engine, which is given rows and keeps them on disk. Both are fetched when
/// they are first needed and are no part of Clew.
@NullMarked
package dev.clew.bench.peer;

import org.jspecify.annotations.NullMarked;
