package dev.clew.server.api;

/// Text that is safe as the value of a header.
public final class HeaderText {
  private static final int MAX = 500;

  private HeaderText() {}

  /// The text in printable ASCII, other characters as `?`, cut to a length that every proxy takes.
  public static String of(String text) {
    String cut = text.length() > MAX ? text.substring(0, MAX) : text;
    return cut.replaceAll("[^ -~]", "?");
  }
}
