package dev.clew.pipeline.prometheus;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.series.AttributeText;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the labels of lines: `a="1",b="2"`, by name, each name once. Values of keys that become
/// the same name are joined by `;` in the order of the keys.
final class LineLabels {
  private static final String SERVICE_NAME = "service.name";
  private static final String SERVICE_NAMESPACE = "service.namespace";
  private static final String SERVICE_INSTANCE = "service.instance.id";

  private final PageOptions options;
  private final PrometheusNames names;
  private final StringBuilder line = new StringBuilder();
  private Strings strings = new Strings();
  private @Nullable String[] labelOf = new String[0];
  private String[] keys = new String[16];
  private String[] labels = new String[16];
  private String[] values = new String[16];
  private int size;

  LineLabels(PageOptions options, PrometheusNames names) {
    this.options = options;
    this.names = names;
  }

  void begin(Batch batch) {
    strings = batch.strings();
    labelOf = new String[strings.size()];
  }

  /// Labels of a row of a batch.
  ///
  /// @param reserved a name that the type of the metric needs for itself; empty for none
  String of(Batch batch, int row, String reserved) {
    size = 0;
    add(batch.attributes(), row, reserved);
    Attributes ofResource = batch.resources().attributes();
    int resource = batch.resource(row);
    if (options.hasResourceLabels()) {
      add(ofResource, resource, reserved);
    }
    if (options.hasScopeLabels()) {
      int scope = batch.scope(row);
      override("otel_scope_name", strings.cached(batch.scopes().name(scope)));
      override("otel_scope_version", strings.cached(batch.scopes().version(scope)));
    }
    identify(ofResource, resource);
    return text();
  }

  /// Labels that tell of a resource what `job` and `instance` do not; null if there is nothing to
  /// tell, or nobody to tell it of.
  @Nullable String ofResource(Batch batch, int resource) {
    size = 0;
    Attributes attributes = batch.resources().attributes();
    add(attributes, resource, "");
    for (String name : new String[] {SERVICE_NAME, SERVICE_NAMESPACE, SERVICE_INSTANCE}) {
      remove(name);
    }
    boolean isAny = size > 0;
    boolean isKnown = identify(attributes, resource);
    return isAny && isKnown ? text() : null;
  }

  private boolean identify(Attributes attributes, int resource) {
    String name = value(attributes, resource, SERVICE_NAME);
    String namespace = value(attributes, resource, SERVICE_NAMESPACE);
    String instance = value(attributes, resource, SERVICE_INSTANCE);
    if (name != null) {
      override("job", namespace == null ? name : namespace + "/" + name);
    }
    if (instance != null) {
      override("instance", instance);
    }
    for (Map.Entry<String, String> label : options.constLabels().entrySet()) {
      override(names.label(label.getKey()), label.getValue());
    }
    return name != null || instance != null;
  }

  private @Nullable String value(Attributes attributes, int owner, String key) {
    int entry = attributes.find(owner, strings.find(key));
    return entry < 0 ? null : AttributeText.of(strings, attributes, entry);
  }

  private void add(Attributes attributes, int owner, String reserved) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      int key = attributes.key(entry);
      String label = labelOf[key];
      if (label == null) {
        label = names.label(strings.cached(key));
        labelOf[key] = label;
      }
      if (!label.isEmpty()) {
        String value =
            attributes.type(entry) == ValueType.STRING
                ? strings.cached((int) attributes.value(entry))
                : AttributeText.of(strings, attributes, entry);
        set(strings.cached(key), label.equals(reserved) ? "key_" + label : label, value);
      }
    }
  }

  /// Sets the value of a key; that of an equal key is replaced.
  private void set(String key, String label, String value) {
    for (int i = 0; i < size; i++) {
      if (keys[i].equals(key)) {
        values[i] = value;
        return;
      }
    }
    append(key, label, value);
  }

  private void append(String key, String label, String value) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      labels = Arrays.copyOf(labels, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    keys[size] = key;
    labels[size] = label;
    values[size++] = value;
  }

  /// Sets a label that none of the attributes may have.
  private void override(String label, String value) {
    for (int i = size - 1; i >= 0; i--) {
      if (labels[i].equals(label)) {
        removeAt(i);
      }
    }
    if (!label.isEmpty()) {
      append(label, label, value);
    }
  }

  private void remove(String key) {
    for (int i = size - 1; i >= 0; i--) {
      if (keys[i].equals(key)) {
        removeAt(i);
      }
    }
  }

  private void removeAt(int at) {
    size--;
    System.arraycopy(keys, at + 1, keys, at, size - at);
    System.arraycopy(labels, at + 1, labels, at, size - at);
    System.arraycopy(values, at + 1, values, at, size - at);
  }

  private String text() {
    sort();
    line.setLength(0);
    for (int i = 0; i < size; i++) {
      boolean isSame = i > 0 && labels[i].equals(labels[i - 1]);
      if (isSame) {
        line.setLength(line.length() - 1);
        line.append(';');
      } else {
        line.append(i == 0 ? "" : ",");
        name(labels[i]);
        line.append("=\"");
      }
      Escapes.value(values[i], line);
      line.append('"');
    }
    return line.toString();
  }

  private void name(String label) {
    if (PrometheusNames.isPlainLabel(label)) {
      line.append(label);
    } else {
      line.append('"');
      Escapes.value(label, line);
      line.append('"');
    }
  }

  private void sort() {
    for (int i = 1; i < size; i++) {
      for (int j = i; j > 0 && isAfter(j - 1, j); j--) {
        swap(keys, j);
        swap(labels, j);
        swap(values, j);
      }
    }
  }

  private boolean isAfter(int left, int right) {
    int byLabel = labels[left].compareTo(labels[right]);
    return byLabel > 0 || (byLabel == 0 && keys[left].compareTo(keys[right]) > 0);
  }

  private static void swap(String[] array, int at) {
    String moved = array[at];
    array[at] = array[at - 1];
    array[at - 1] = moved;
  }
}
