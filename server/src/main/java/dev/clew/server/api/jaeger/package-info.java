/// Jaeger's API: version 1 for Grafana's data source and older user interfaces, version 3 over HTTP
/// for newer ones.
///
/// Both ask through [dev.clew.server.api.jaeger.JaegerSearches], where a search is one TraceQL
/// filter: one span has the operation, the duration and all tags, wherever a tag may stand. They
/// differ in how they read questions ([dev.clew.server.api.jaeger.FirstVersion],
/// [dev.clew.server.api.jaeger.ThirdVersion]) and in how they write spans: version 1 in a shape of
/// its own ([dev.clew.server.api.jaeger.JaegerTrace]), version 3 as OTLP.
@NullMarked
package dev.clew.server.api.jaeger;

import org.jspecify.annotations.NullMarked;
