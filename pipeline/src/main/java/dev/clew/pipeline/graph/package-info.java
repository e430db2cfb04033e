/// A configuration as a graph: which pipelines there are, what stands in them, and how connectors
/// join them.
///
/// [dev.clew.pipeline.graph.CollectorFile] is the way in.
@NullMarked
package dev.clew.pipeline.graph;

import org.jspecify.annotations.NullMarked;
