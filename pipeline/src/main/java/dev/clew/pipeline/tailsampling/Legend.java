package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.tailsampling.index.Entry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for the names and weights that decisions carry. It only grows, so that old decisions can
/// be read when policies have changed; beyond its bounds names become `other`, and a weight the
/// nearest one that is known.
final class Legend {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> nameNumbers = new HashMap<>();
  private final List<Double> weights = new ArrayList<>();
  private final Map<Double, Integer> weightNumbers = new HashMap<>();

  Legend() {
    add("");
    add("other");
    add(0.0);
    add(1.0);
  }

  int number(String name) {
    Integer known = nameNumbers.get(name);
    if (known != null) {
      return known;
    }
    return names.size() < Entry.MAX_NAMES ? add(name) : 1;
  }

  int number(double weight) {
    Integer known = weightNumbers.get(weight);
    if (known != null) {
      return known;
    }
    return weights.size() < Entry.MAX_WEIGHTS ? add(weight) : nearest(weight);
  }

  private int nearest(double weight) {
    int best = 1;
    for (int i = 1; i < weights.size(); i++) {
      if (Math.abs(weights.get(i) - weight) < Math.abs(weights.get(best) - weight)) {
        best = i;
      }
    }
    return best;
  }

  private int add(String name) {
    nameNumbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  private int add(double weight) {
    weightNumbers.put(weight, weights.size());
    weights.add(weight);
    return weights.size() - 1;
  }

  String name(int number) {
    return names.get(number);
  }

  double weight(int number) {
    return weights.get(number);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
    out.writeInt(weights.size());
    for (double weight : weights) {
      out.writeDouble(weight);
    }
  }

  void restore(DataInput in) throws IOException {
    names.clear();
    nameNumbers.clear();
    weights.clear();
    weightNumbers.clear();
    int nameCount = in.readInt();
    for (int i = 0; i < nameCount; i++) {
      add(in.readUTF());
    }
    int weightCount = in.readInt();
    for (int i = 0; i < weightCount; i++) {
      add(in.readDouble());
    }
  }
}
