package dev.clew.bench.target;

import java.util.ArrayList;
import java.util.List;

/// Takes comma-separated values apart; quoted values may hold commas, but no line ends.
final class Csv {
  private Csv() {}

  static List<List<String>> rows(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(Csv::row).toList();
  }

  private static List<String> row(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"') {
        boolean isEscaped = isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (isEscaped) {
          value.append('"');
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (character == ',' && !isQuoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(character);
      }
    }
    values.add(value.toString());
    return List.copyOf(values);
  }
}
