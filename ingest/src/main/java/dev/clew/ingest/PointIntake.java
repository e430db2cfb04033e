package dev.clew.ingest;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;

/// Takes the data points of a request into a batch.
///
/// For each point call [#begin], give its fields in any order, the last of each counting, and call
/// [#end]. What all points of a metric share may come before or after them; [#endMetric] sets it. A
/// value, least or greatest value that was not sent is NaN. The metadata of a metric, which OTLP
/// says does not identify it, is not kept.
public final class PointIntake implements Intake<PointBatch> {
  private static final int MAX_TEMPORALITY = 2;

  private final long receivedNanos;
  private final PointBatch batch;
  private final Parts parts;
  private final MetricDetail detail;
  private int name;
  private int unit;
  private int description;
  private byte temporality;
  private boolean isMonotonic;
  private PointType type = PointType.GAUGE;
  private double value;
  private long integer;
  private boolean isInteger;
  private double min;
  private double max;

  /// @param receivedNanos time of a point that has none, in epoch nanoseconds
  /// @param expectedRows points to make room for
  public PointIntake(Limits limits, long receivedNanos, int expectedRows) {
    this.receivedNanos = receivedNanos;
    batch = new PointBatch(expectedRows);
    parts = new Parts(batch, limits, expectedRows);
    detail = new MetricDetail(limits, parts.tally, parts.documents);
  }

  @Override
  public PointBatch batch() {
    return batch;
  }

  @Override
  public TextIntake texts() {
    return parts.texts;
  }

  @Override
  public DocumentIntake documents() {
    return parts.documents;
  }

  @Override
  public OriginIntake resources() {
    return parts.resources;
  }

  @Override
  public OriginIntake scopes() {
    return parts.scopes;
  }

  @Override
  public AttributeIntake attributes() {
    return parts.attributes;
  }

  public MetricDetail detail() {
    return detail;
  }

  /// Name of the metric, a string id.
  public void name(int id) {
    name = id;
  }

  /// Unit of the metric, a string id.
  public void unit(int id) {
    unit = id;
  }

  /// Description of the metric, a string id.
  public void description(int id) {
    description = id;
  }

  /// Temporality of the metric; a number that OTLP does not define counts as unspecified.
  public void temporality(int number) {
    temporality = (byte) (number < 0 || number > MAX_TEMPORALITY ? 0 : number);
  }

  public void isMonotonic(boolean isSet) {
    isMonotonic = isSet;
  }

  /// Whether a point may follow; if not, it is counted as rejected and to be passed over.
  ///
  /// @param pointType type of the metric
  public boolean begin(PointType pointType) {
    type = pointType;
    value = pointType == PointType.SUMMARY ? 0 : Double.NaN;
    min = Double.NaN;
    max = Double.NaN;
    isInteger = false;
    return parts.begin(batch);
  }

  /// Value of a gauge or sum, sum of a histogram or summary.
  public void real(double number) {
    value = number;
    isInteger = false;
  }

  /// Value of a gauge or sum that is an integer.
  public void integer(long number) {
    value = number;
    integer = number;
    isInteger = true;
  }

  public void min(double number) {
    min = number;
  }

  public void max(double number) {
    max = number;
  }

  /// Ends the point whose fields were given; rejects it if it cannot be kept.
  public void end() {
    int row = batch.size();
    parts.attributes.end(0);
    batch.value(row, value);
    batch.isInteger(row, isInteger);
    batch.min(row, min);
    batch.max(row, max);
    if (batch.timeNanos(row) == 0) {
      batch.timeNanos(row, receivedNanos);
    }
    if (batch.timeNanos(row) < 0 || batch.startNanos(row) < 0) {
      reject(Flaw.TIME);
    } else if (detail.isTooLong()) {
      reject(Flaw.BUCKETS);
    } else {
      batch.type(row, type);
      batch.detail(row, detail.finish(type, isInteger, integer, batch.strings()));
      batch.endRow();
    }
  }

  /// Ends the metric whose shared fields were given and sets them on all points from `first` on.
  public void endMetric(int first) {
    for (int row = first; row < batch.size(); row++) {
      batch.metric(row, name);
      batch.unit(row, unit);
      batch.description(row, description);
      batch.temporality(row, temporality);
      batch.isMonotonic(row, isMonotonic);
    }
    name = 0;
    unit = 0;
    description = 0;
    temporality = 0;
    isMonotonic = false;
  }

  @Override
  public void setScope(int first, int scope) {
    for (int row = first; row < batch.size(); row++) {
      batch.scope(row, scope);
    }
  }

  @Override
  public void setResource(int first, int resource) {
    for (int row = first; row < batch.size(); row++) {
      batch.resource(row, resource);
    }
  }

  @Override
  public Decoded<PointBatch> finish() {
    return parts.tally.accepted(batch, "data point");
  }

  private void reject(Flaw flaw) {
    parts.tally.reject(flaw);
    detail.clear();
    batch.discardRow();
  }
}
