/// Which service calls which, how often, how long and with what success: the Collector's
/// `servicegraph` connector, [dev.clew.pipeline.servicegraph.ServiceGraph].
@NullMarked
package dev.clew.pipeline.servicegraph;

import org.jspecify.annotations.NullMarked;
