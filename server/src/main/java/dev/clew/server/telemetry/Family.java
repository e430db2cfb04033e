package dev.clew.server.telemetry;

import java.util.ArrayList;
import java.util.List;

/// The series of one name.
final class Family {
  enum Type {
    COUNTER("counter"),
    GAUGE("gauge"),
    HISTOGRAM("histogram");

    final String text;

    Type(String text) {
      this.text = text;
    }
  }

  private final String name;
  private final String help;
  private final Type type;
  private final List<Series> series = new ArrayList<>();

  Family(String name, String help, Type type) {
    if (!name.matches("[a-z_][a-z0-9_]*") || name.endsWith("_total")) {
      throw new IllegalArgumentException("series name " + name);
    }
    this.name = name;
    this.help = help;
    this.type = type;
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }

  Type type() {
    return type;
  }

  List<Series> series() {
    return series;
  }

  void add(Type itsType, Series added) {
    if (itsType != type) {
      throw new IllegalArgumentException(name + " is a " + type.text + " already");
    }
    if (series.stream().anyMatch(known -> known.labels().equals(added.labels()))) {
      throw new IllegalArgumentException(name + added.labels() + " exists already");
    }
    series.add(added);
  }
}
