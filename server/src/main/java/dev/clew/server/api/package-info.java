/// The endpoints that answer questions, one package an API: Clew's own in
/// [dev.clew.server.api.clew], those of stock Grafana data sources beside it.
///
/// Every question runs through a [dev.clew.server.api.QueryRunner], which bounds how many run at a
/// time and for how long, never on a thread that receives telemetry. A question reads a
/// [dev.clew.model.TraceView] and nothing else of the store. [dev.clew.server.api.Searches] is what
/// all APIs search through, so that they give the same answers in their different shapes.
@NullMarked
package dev.clew.server.api;

import org.jspecify.annotations.NullMarked;
