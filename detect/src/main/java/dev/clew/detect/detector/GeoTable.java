package dev.clew.detect.detector;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where addresses are, from lines that the user supplies: `network,latitude,longitude,country,asn`
/// with an optional sixth word `shared` for VPN exits, relays, satellites and hosting.
///
/// Networks must not overlap. Lines that are empty or begin with `#` are passed over.
public final class GeoTable {
  public static final GeoTable EMPTY = new GeoTable(List.of());

  private final List<Range> ranges;

  /// A place.
  ///
  /// @param isShared whether people far away share it, so that it says nothing of where they are
  public record Location(
      double latitude, double longitude, String country, int asn, boolean isShared) {
    /// Kilometres along the surface of the earth.
    public double distanceTo(Location other) {
      double a = Math.toRadians(latitude);
      double b = Math.toRadians(other.latitude);
      double c = Math.toRadians(other.longitude - longitude);
      double sin =
          Math.pow(Math.sin((b - a) / 2), 2)
              + Math.cos(a) * Math.cos(b) * Math.pow(Math.sin(c / 2), 2);
      return 2 * 6_371 * Math.asin(Math.min(1, Math.sqrt(sin)));
    }
  }

  private static final class Range {
    private final byte[] first;
    private final byte[] last;
    private final Location location;

    Range(byte[] first, byte[] last, Location location) {
      this.first = first;
      this.last = last;
      this.location = location;
    }
  }

  private GeoTable(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /// Reads a table.
  ///
  /// @throws IllegalArgumentException naming the first line that is wrong
  public static GeoTable parse(List<String> lines) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          ranges.add(range(line.split(",", -1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          throw new IllegalArgumentException(
              "line %d is not network,latitude,longitude,country,asn: %s".formatted(i + 1, line),
              e);
        }
      }
    }
    ranges.sort(Comparator.comparing(range -> range.first, GeoTable::compare));
    return new GeoTable(ranges);
  }

  private static Range range(String[] words) {
    int slash = words[0].indexOf('/');
    byte[] first = InetAddress.ofLiteral(words[0].substring(0, slash)).getAddress();
    int bits = Integer.parseInt(words[0].substring(slash + 1));
    if (bits < 0 || bits > first.length * 8) {
      throw new IllegalArgumentException("/" + bits);
    }
    byte[] last = first.clone();
    for (int bit = bits; bit < first.length * 8; bit++) {
      int mask = 0x80 >> (bit & 7);
      first[bit >> 3] &= (byte) ~mask;
      last[bit >> 3] |= (byte) mask;
    }
    Location location =
        new Location(
            Double.parseDouble(words[1]),
            Double.parseDouble(words[2]),
            words[3],
            Integer.parseInt(words[4]),
            words.length > 5 && words[5].equals("shared"));
    return new Range(first, last, location);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /// The place of an address; null if the table or the text has none.
  public @Nullable Location locate(String address) {
    if (ranges.isEmpty() || address.isEmpty()) {
      return null;
    }
    byte[] bytes;
    try {
      int slash = address.indexOf('/');
      bytes = InetAddress.ofLiteral(slash < 0 ? address : address.substring(0, slash)).getAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (compare(bytes, range.first) < 0) {
        high = middle - 1;
      } else if (compare(bytes, range.last) > 0) {
        low = middle + 1;
      } else {
        return range.location;
      }
    }
    return null;
  }

  private static int compare(byte[] left, byte[] right) {
    return left.length != right.length
        ? Integer.compare(left.length, right.length)
        : Arrays.compareUnsigned(left, right);
  }
}
