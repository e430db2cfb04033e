package dev.clew.pipeline.prometheus;

import dev.clew.pipeline.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The page that Prometheus scrapes, made of the points that arrive at a stage for each partition.
///
/// The HTTP endpoint is the server's: it asks for the format that a client wants and for the text.
public final class PrometheusPage {
  private final PageOptions options;
  private final Families families;
  private final Budget budget;
  private final List<PageSource> sources = new CopyOnWriteArrayList<>();

  public PrometheusPage(PageOptions options) {
    this.options = options;
    budget = new Budget(options.maxBytes());
    families = new Families(options.offersOpenMetrics(), budget);
  }

  /// A new end of a pipeline for one partition; takes points.
  public Stage partition() {
    PageSource source = new PageSource(options, families, budget);
    sources.add(source);
    return source;
  }

  /// The format for a client.
  ///
  /// @param accept the header that says what it can read; empty if it did not say
  public PageFormat format(String accept) {
    boolean isAsked = accept.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
    return isAsked && options.offersOpenMetrics() ? PageFormat.OPEN_METRICS : PageFormat.TEXT;
  }

  /// Writes the page: families by name, series by labels. For any thread.
  public void render(PageFormat format, Appendable out) throws IOException {
    forgetFamilies();
    Map<String, MergedFamily> page = new TreeMap<>();
    for (PageSource source : sources) {
      source.addTo(page);
    }
    Exposition exposition = new Exposition(format, options, out);
    for (MergedFamily family : page.values()) {
      exposition.family(family);
    }
    exposition.end();
  }

  /// Forgets families without series. All sources are locked meanwhile, lest one claims a family
  /// that is being forgotten.
  private void forgetFamilies() {
    Set<Families.Family> used = new HashSet<>();
    List<PageSource> locked = new ArrayList<>(sources);
    locked.forEach(source -> source.lock().lock());
    try {
      locked.forEach(source -> used.addAll(source.families()));
      families.retain(used);
    } finally {
      locked.forEach(source -> source.lock().unlock());
    }
  }

  /// Points that were dropped: older than the one before, of no kind that the page can tell, in
  /// conflict with another metric, or without room.
  public long dropped() {
    return sources.stream().mapToLong(PageSource::dropped).sum();
  }

  /// Points that were dropped since their metric's name stood for another kind.
  public long conflicts() {
    return families.conflicts();
  }

  /// Series that found no room.
  public long refused() {
    return budget.refused();
  }

  /// Memory of all series, about.
  public long bytes() {
    return budget.held();
  }
}
