package dev.clew.pipeline.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The types of components there are, by kind and name.
public final class Registry {
  private final List<ComponentType<?>> types;
  private final Map<Kind, Map<String, ComponentType<?>>> byName = new LinkedHashMap<>();

  public Registry(Collection<? extends ComponentType<?>> types) {
    this.types = List.copyOf(types);
    for (ComponentType<?> type : this.types) {
      add(type, type.name());
      type.aliases().forEach(alias -> add(type, alias));
    }
  }

  private void add(ComponentType<?> type, String name) {
    if (named(type.kind()).put(name, type) != null) {
      throw new IllegalArgumentException("two %ss %s".formatted(type.kind().singular(), name));
    }
  }

  private Map<String, ComponentType<?>> named(Kind kind) {
    return byName.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  /// This one and more, as tests need it.
  public Registry with(Collection<? extends ComponentType<?>> more) {
    List<ComponentType<?>> all = new ArrayList<>(types);
    all.addAll(more);
    return new Registry(all);
  }

  /// The type of a name or alias.
  public @Nullable ComponentType<?> find(Kind kind, String name) {
    return byName.getOrDefault(kind, Map.of()).get(name);
  }

  /// All names and aliases of a kind in alphabetical order.
  public List<String> names(Kind kind) {
    return byName.getOrDefault(kind, Map.of()).keySet().stream().sorted().toList();
  }

  /// Types of a kind, in the order they were given.
  public List<ComponentType<?>> types(Kind kind) {
    List<ComponentType<?>> found = new ArrayList<>();
    for (ComponentType<?> type : types) {
      if (type.kind() == kind) {
        found.add(type);
      }
    }
    return found;
  }
}
