package dev.clew.query.promql.series;

import java.util.Comparator;

/// Orders texts by code points, which is the order of their bytes in UTF-8.
enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean isPlain = !Character.isSurrogate(a) && !Character.isSurrogate(b);
        return isPlain ? a - b : Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// Surrogates stand for code points above all other chars.
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
