package dev.clew.query.promql.run;

import java.util.Comparator;

/// Orders texts as people do: runs of digits by the number they are.
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int endLeft = chunkEnd(left, i);
      int endRight = chunkEnd(right, j);
      int order = compareChunks(left.substring(i, endLeft), right.substring(j, endRight));
      if (order != 0) {
        return order;
      }
      i = endLeft;
      j = endRight;
    }
    return Integer.compare(left.length() - i, right.length() - j);
  }

  private static int chunkEnd(String text, int start) {
    boolean isDigits = isDigit(text.charAt(start));
    int end = start + 1;
    while (end < text.length() && isDigit(text.charAt(end)) == isDigits) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int compareChunks(String left, String right) {
    if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
      return left.compareTo(right);
    }
    String a = withoutZeros(left);
    String b = withoutZeros(right);
    int byLength = Integer.compare(a.length(), b.length());
    int byDigits = byLength != 0 ? byLength : a.compareTo(b);
    return byDigits != 0 ? byDigits : left.compareTo(right);
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
