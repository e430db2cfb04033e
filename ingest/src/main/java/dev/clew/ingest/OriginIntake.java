package dev.clew.ingest;

import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Takes resources or instrumentation scopes, one after the other.
public final class OriginIntake {
  private final Origins target;
  private final Strings strings;
  private final boolean isResource;
  private final AttributeIntake attributes;
  private int name;
  private int version;
  private int schemaUrl;
  private int droppedBySender;
  private int serviceNameKey = -1;

  private OriginIntake(
      Origins target, Strings strings, boolean isResource, Limits limits, Tally tally) {
    this.target = target;
    this.strings = strings;
    this.isResource = isResource;
    this.attributes = new AttributeIntake(target.attributes(), limits, tally);
  }

  static OriginIntake resources(Origins target, Strings strings, Limits limits, Tally tally) {
    return new OriginIntake(target, strings, true, limits, tally);
  }

  static OriginIntake scopes(Origins target, Strings strings, Limits limits, Tally tally) {
    return new OriginIntake(target, strings, false, limits, tally);
  }

  public AttributeIntake attributes() {
    return attributes;
  }

  /// Name of a scope; a resource takes its from `service.name`.
  public void name(int id) {
    name = id;
  }

  /// Version of a scope.
  public void version(int id) {
    version = id;
  }

  public void schemaUrl(int id) {
    schemaUrl = id;
  }

  /// Attributes that the sender dropped, an unsigned count.
  public void dropped(int count) {
    droppedBySender = count;
  }

  /// Ends the origin whose parts were given; returns its row.
  public int end() {
    int dropped = attributes.end(droppedBySender);
    int row = target.endRow(isResource ? serviceName() : name, version, schemaUrl, dropped);
    clear();
    return row;
  }

  /// Forgets the parts that were given, as no row came with them.
  public void discard() {
    target.attributes().discardOpen();
    attributes.end(0);
    clear();
  }

  private void clear() {
    name = 0;
    version = 0;
    schemaUrl = 0;
    droppedBySender = 0;
  }

  private int serviceName() {
    if (serviceNameKey < 0) {
      serviceNameKey = strings.find("service.name");
    }
    Attributes open = target.attributes();
    int first = open.size() - open.openEntries();
    for (int entry = open.size() - 1; entry >= first; entry--) {
      if (open.key(entry) == serviceNameKey && open.type(entry) == ValueType.STRING) {
        return (int) open.value(entry);
      }
    }
    return Strings.EMPTY;
  }
}
