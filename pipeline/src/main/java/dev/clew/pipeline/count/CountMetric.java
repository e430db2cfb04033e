package dev.clew.pipeline.count;

import dev.clew.pipeline.config.Section;
import dev.clew.pipeline.config.Value;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.OttlConditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A metric in which something is counted.
///
/// @param conditions of which one must hold; none for all
/// @param attributes that the points have; what lacks one is not counted
record CountMetric(
    Counted counted,
    String name,
    String description,
    OttlConditions conditions,
    List<Dimension> attributes) {
  CountMetric {
    attributes = List.copyOf(attributes);
  }

  static CountMetric standard(Counted counted) {
    return new CountMetric(
        counted,
        counted.defaultMetric(),
        counted.defaultDescription(),
        OttlConditions.parse(counted.context(), List.of()),
        List.of());
  }

  Context context() {
    return counted.context();
  }

  /// An attribute of the points.
  ///
  /// @param orElse null if there is no default
  record Dimension(String key, @Nullable Value orElse) {
    static Dimension read(Section section) {
      String key = section.text("key", "", "Key of the attribute.");
      Value value = section.any("default_value", "Value where the attribute is absent.");
      boolean isNone =
          value == null
              || value.equals(new Value.Text(""))
              || value.equals(new Value.Whole(0))
              || value.equals(new Value.Fraction(0));
      return new Dimension(key, isNone ? null : value);
    }
  }
}
