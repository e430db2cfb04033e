package dev.clew.model;

import java.util.Arrays;

/// Table of distinct sources of telemetry: the resources of a batch, or its instrumentation scopes.
///
/// A resource has attributes, a schema URL and, as its name, the text of `service.name`; a scope
/// has attributes, a schema URL, a name and a version. Equal rows are kept once.
public final class Origins {
  private final Attributes attributes;
  private int[] names;
  private int[] versions;
  private int[] schemaUrls;
  private int[] droppedAttributes;
  private int[] table = new int[16];

  public Origins() {
    this(4);
  }

  Origins(int expected) {
    attributes = new Attributes(expected, expected * 8);
    names = new int[expected];
    versions = new int[expected];
    schemaUrls = new int[expected];
    droppedAttributes = new int[expected];
  }

  private Origins(Origins other) {
    attributes = other.attributes.copy();
    names = other.names.clone();
    versions = other.versions.clone();
    schemaUrls = other.schemaUrls.clone();
    droppedAttributes = other.droppedAttributes.clone();
    table = other.table.clone();
  }

  /// An equal table that shares nothing with this one.
  Origins copy() {
    return new Origins(this);
  }

  public int size() {
    return attributes.owners();
  }

  public long bytes() {
    return attributes.bytes() + 4L * (4L * names.length + table.length);
  }

  /// Attributes by row. To add a row, add its entries here and call [#endRow].
  public Attributes attributes() {
    return attributes;
  }

  /// Ends the row whose attributes were added; returns its index, or that of an equal earlier row.
  public int endRow(int name, int version, int schemaUrl, int droppedAttributesCount) {
    int row = attributes.endOwner();
    if (row == names.length) {
      int capacity = Math.max(4, row * 2);
      names = Arrays.copyOf(names, capacity);
      versions = Arrays.copyOf(versions, capacity);
      schemaUrls = Arrays.copyOf(schemaUrls, capacity);
      droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    }
    names[row] = name;
    versions[row] = version;
    schemaUrls[row] = schemaUrl;
    droppedAttributes[row] = droppedAttributesCount;
    return deduplicated(row);
  }

  /// The row that [#endRow] would return if it is there, else -1; forgets the attributes that were
  /// added.
  public int findRow(int name, int version, int schemaUrl, int droppedAttributesCount) {
    int before = size();
    int row = endRow(name, version, schemaUrl, droppedAttributesCount);
    if (row < before) {
      return row;
    }
    int slot = hash(row) & (table.length - 1);
    while (table[slot] != row + 1) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = 0;
    attributes.removeLastOwner();
    return -1;
  }

  /// For a resource the text of `service.name`, for a scope its name; as a string id.
  public int name(int row) {
    return names[row];
  }

  /// Changes a row; [#settle] is due before a row is added.
  public void name(int row, int value) {
    names[row] = value;
  }

  public int version(int row) {
    return versions[row];
  }

  /// Changes a row; [#settle] is due before a row is added.
  public void version(int row, int value) {
    versions[row] = value;
  }

  public int schemaUrl(int row) {
    return schemaUrls[row];
  }

  /// Changes a row; [#settle] is due before a row is added.
  public void schemaUrl(int row, int value) {
    schemaUrls[row] = value;
  }

  public int droppedAttributes(int row) {
    return droppedAttributes[row];
  }

  /// Changes a row; [#settle] is due before a row is added.
  public void droppedAttributes(int row, int value) {
    droppedAttributes[row] = value;
  }

  /// Takes notice that rows were changed. Returns for each row the first that it equals now; the
  /// others stay without use.
  int[] settle() {
    Arrays.fill(table, 0);
    int[] first = new int[size()];
    int mask = table.length - 1;
    for (int row = 0; row < first.length; row++) {
      int slot = hash(row) & mask;
      while (table[slot] != 0 && !rowsEqual(table[slot] - 1, row)) {
        slot = (slot + 1) & mask;
      }
      if (table[slot] == 0) {
        table[slot] = row + 1;
      }
      first[row] = table[slot] - 1;
    }
    return first;
  }

  int append(Origins other, int row, StringMapping strings) {
    for (int entry = other.attributes.start(row); entry < other.attributes.end(row); entry++) {
      byte type = other.attributes.typeCode(entry);
      attributes.add(
          strings.map(other.attributes.key(entry)),
          type,
          strings.mapValue(type, other.attributes.value(entry)));
    }
    return endRow(
        strings.map(other.names[row]),
        strings.map(other.versions[row]),
        strings.map(other.schemaUrls[row]),
        other.droppedAttributes[row]);
  }

  private int deduplicated(int row) {
    int mask = table.length - 1;
    int slot = hash(row) & mask;
    for (int at = table[slot]; at != 0; slot = (slot + 1) & mask, at = table[slot]) {
      if (rowsEqual(at - 1, row)) {
        attributes.removeLastOwner();
        return at - 1;
      }
    }
    table[slot] = row + 1;
    if (size() * 2 > table.length) {
      rehash();
    }
    return row;
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int row = 0; row < size(); row++) {
      int slot = hash(row) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = row + 1;
    }
  }

  private int hash(int row) {
    int hash = 31 * (31 * attributes.ownerHash(row) + names[row]) + versions[row];
    hash *= 0x9E37_79B1;
    return hash ^ (hash >>> 15);
  }

  private boolean rowsEqual(int left, int right) {
    return names[left] == names[right]
        && versions[left] == versions[right]
        && schemaUrls[left] == schemaUrls[right]
        && droppedAttributes[left] == droppedAttributes[right]
        && attributes.ownersEqual(left, right);
  }
}
