package dev.clew.ingest;

import dev.clew.model.PointType;
import dev.clew.model.Strings;

/// Collects what a metric point has beyond its columns and writes it as the JSON text of
/// [dev.clew.model.PointBatch#detail].
///
/// The text is one object without spaces; what a point does not have is left out, and an empty
/// object is the empty text. Keys come in this order:
///
/// | Key | Of | Value |
/// |---|---|---|
/// | `int` | gauge, sum | the exact integer, if the column, a double, is not |
/// | `bounds` | histogram | upper bounds of the buckets but the last, ascending |
/// | `counts` | histogram | count of each bucket |
/// | `scale` | exponential histogram | base = 2^(2^-scale) |
/// | `zeroCount` | exponential histogram | observations in the zero bucket |
/// | `zeroThreshold` | exponential histogram | width of the zero bucket, if not 0 |
/// | `positive`, `negative` | exponential histogram | `{"offset":n,"counts":[…]}`, if there are counts |
/// | `quantiles` | summary | `[[quantile,value],…]` |
/// | `exemplars` | all but summary | list of the objects below |
///
/// An exemplar has `timeNanos`, `value`, which is an integer without a point or a double, and where
/// they exist `traceId` and `spanId` in hexadecimal and `attributes`, a map. Doubles and maps are
/// written as in [dev.clew.model.ValueType#MAP]; counts are unsigned.
public final class MetricDetail {
  private final Limits limits;
  private final Tally tally;
  private final DocumentIntake documents;
  private final JsonText json;
  private final JsonText exemplars;
  private final LongList bounds = new LongList();
  private final LongList counts = new LongList();
  private final BucketList positive = new BucketList();
  private final BucketList negative = new BucketList();
  private final LongList quantiles = new LongList();
  private int scale;
  private long zeroCount;
  private double zeroThreshold;
  private int exemplarCount;
  private boolean hasAttributes;
  private long exemplarTimeNanos;
  private long exemplarBits;
  private boolean isExemplarInteger;
  private long exemplarTraceHigh;
  private long exemplarTraceLow;
  private long exemplarSpanId;

  MetricDetail(Limits limits, Tally tally, DocumentIntake documents) {
    this.limits = limits;
    this.tally = tally;
    this.documents = documents;
    json = new JsonText(tally);
    exemplars = new JsonText(tally);
  }

  public void bound(double value) {
    if (hasRoom(bounds)) {
      bounds.add(Double.doubleToRawLongBits(value));
    }
  }

  public void count(long value) {
    if (hasRoom(counts)) {
      counts.add(value);
    }
  }

  public void scale(int value) {
    scale = value;
  }

  public void zeroCount(long value) {
    zeroCount = value;
  }

  public void zeroThreshold(double value) {
    zeroThreshold = value;
  }

  public void offset(boolean isPositive, int value) {
    (isPositive ? positive : negative).offset = value;
  }

  public void count(boolean isPositive, long value) {
    LongList list = (isPositive ? positive : negative).counts;
    if (hasRoom(list)) {
      list.add(value);
    }
  }

  public void quantile(double quantile, double value) {
    if (hasRoom(quantiles)) {
      quantiles.add(Double.doubleToRawLongBits(quantile));
      quantiles.add(Double.doubleToRawLongBits(value));
    }
  }

  /// Whether an exemplar may follow; if not, it is counted as dropped and to be passed over.
  public boolean beginExemplar() {
    if (exemplarCount >= limits.maxEvents()) {
      tally.droppedEvents++;
      return false;
    }
    exemplarTimeNanos = 0;
    exemplarBits = 0;
    isExemplarInteger = false;
    exemplarTraceHigh = 0;
    exemplarTraceLow = 0;
    exemplarSpanId = 0;
    hasAttributes = false;
    return true;
  }

  public void exemplarTimeNanos(long value) {
    exemplarTimeNanos = value;
  }

  public void exemplarInteger(long value) {
    exemplarBits = value;
    isExemplarInteger = true;
  }

  public void exemplarReal(double value) {
    exemplarBits = Double.doubleToRawLongBits(value);
    isExemplarInteger = false;
  }

  public void exemplarTraceId(byte[] source, int offset, int length) {
    exemplarTraceHigh = length == 16 ? Ids.read(source, offset) : 0;
    exemplarTraceLow = length == 16 ? Ids.read(source, offset + 8) : 0;
  }

  public void exemplarSpanId(byte[] source, int offset, int length) {
    exemplarSpanId = length == 8 ? Ids.read(source, offset) : 0;
  }

  /// Opens the map of the exemplar's attributes, unless it is open; its entries are to be given to
  /// the documents of the intake.
  public void beginExemplarAttributes() {
    if (!hasAttributes) {
      hasAttributes = true;
      documents.beginMap();
    }
  }

  public void endExemplar() {
    exemplarCount++;
    exemplars.append(exemplars.length() == 0 ? "{" : ",{");
    exemplars.append("\"timeNanos\":" + Long.toUnsignedString(exemplarTimeNanos) + ",\"value\":");
    if (isExemplarInteger) {
      exemplars.integer(exemplarBits);
    } else {
      exemplars.real(Double.longBitsToDouble(exemplarBits));
    }
    if ((exemplarTraceHigh | exemplarTraceLow) != 0) {
      String hex = Ids.hex(exemplarTraceHigh) + Ids.hex(exemplarTraceLow);
      exemplars.append(",\"traceId\":\"" + hex + '"');
    }
    if (exemplarSpanId != 0) {
      exemplars.append(",\"spanId\":\"" + Ids.hex(exemplarSpanId) + '"');
    }
    if (hasAttributes) {
      documents.finish(exemplars, ",\"attributes\":");
    }
    exemplars.append('}');
  }

  /// Whether a list was longer than the limit, so that the point cannot be kept.
  boolean isTooLong() {
    int max = limits.maxBuckets();
    return bounds.size() > max
        || counts.size() > max
        || positive.counts.size() > max
        || negative.counts.size() > max
        || quantiles.size() > 2 * max;
  }

  /// Id of the text for a point of this type.
  int finish(PointType type, boolean isInteger, long integer, Strings strings) {
    switch (type) {
      case GAUGE, SUM -> {
        if (isInteger && !isExact(integer)) {
          key("int");
          json.integer(integer);
        }
      }
      case HISTOGRAM -> {
        reals("bounds", bounds);
        integers("counts", counts);
      }
      case EXPONENTIAL_HISTOGRAM -> exponential();
      case SUMMARY -> pairs();
    }
    if (exemplarCount > 0) {
      key("exemplars");
      json.append('[');
      json.append(exemplars);
      json.append(']');
    }
    int id = Strings.EMPTY;
    if (json.length() > 0) {
      json.append('}');
      id = json.addTo(strings);
    }
    clear();
    return id;
  }

  void clear() {
    json.cut(0);
    exemplars.cut(0);
    exemplarCount = 0;
    bounds.clear();
    counts.clear();
    positive.clear();
    negative.clear();
    quantiles.clear();
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
  }

  private boolean hasRoom(LongList list) {
    return list.size() <= 2 * limits.maxBuckets();
  }

  private static boolean isExact(long integer) {
    return (long) (double) integer == integer && integer != Long.MAX_VALUE;
  }

  private void exponential() {
    key("scale");
    json.integer(scale);
    key("zeroCount");
    json.append(Long.toUnsignedString(zeroCount));
    if (zeroThreshold != 0) {
      key("zeroThreshold");
      json.real(zeroThreshold);
    }
    buckets("positive", positive);
    buckets("negative", negative);
  }

  private void buckets(String name, BucketList buckets) {
    if (buckets.counts.size() > 0) {
      key(name);
      json.append("{\"offset\":" + buckets.offset + ",\"counts\":");
      integers(buckets.counts);
      json.append('}');
    }
  }

  private void reals(String name, LongList list) {
    if (list.size() > 0) {
      key(name);
      for (int i = 0; i < list.size(); i++) {
        json.append(i == 0 ? '[' : ',');
        json.real(Double.longBitsToDouble(list.get(i)));
      }
      json.append(']');
    }
  }

  private void integers(String name, LongList list) {
    if (list.size() > 0) {
      key(name);
      integers(list);
    }
  }

  private void integers(LongList list) {
    for (int i = 0; i < list.size(); i++) {
      json.append(i == 0 ? '[' : ',');
      json.append(Long.toUnsignedString(list.get(i)));
    }
    json.append(']');
  }

  private void pairs() {
    if (quantiles.size() > 0) {
      key("quantiles");
      for (int i = 0; i < quantiles.size(); i += 2) {
        json.append(i == 0 ? "[[" : ",[");
        json.real(Double.longBitsToDouble(quantiles.get(i)));
        json.append(',');
        json.real(Double.longBitsToDouble(quantiles.get(i + 1)));
        json.append(']');
      }
      json.append(']');
    }
  }

  private void key(String name) {
    json.append(json.length() == 0 ? "{\"" : ",\"");
    json.append(name);
    json.append("\":");
  }

  private static final class BucketList {
    private final LongList counts = new LongList();
    private int offset;

    void clear() {
      counts.clear();
      offset = 0;
    }
  }
}
