package dev.clew.pipeline.ottl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a span's `trace_state`: empty text if there is no such entry, nil if the whole is
/// malformed.
record TraceStatePath(String key) implements Accessor {
  private static final int MAX_MEMBERS = 32;

  @Override
  public Level level() {
    return Level.ROW;
  }

  @Override
  public Slot bind(View view) {
    return new Slot(view) {
      @Override
      void read(int row) {
        String value = find(view.text(view.spans().traceState(view.batchRow(row))), key);
        if (value == null) {
          nil();
        } else {
          text(value);
        }
      }
    };
  }

  @Override
  public Writer writer() {
    return view ->
        (row, value) -> {
          int at = view.batchRow(row);
          String changed = with(view.text(view.spans().traceState(at)), key, Expect.text(value));
          view.spans().traceState(at, view.add(changed));
          view.edits().columnChanged();
        };
  }

  private static @Nullable String find(String state, String key) {
    String found = "";
    List<String> members = members(state);
    if (members == null) {
      return null;
    }
    for (String member : members) {
      if (member.startsWith(key + "=")) {
        found = member.substring(key.length() + 1);
      }
    }
    return found;
  }

  /// The state with the entry in front, as the standard wants it.
  private static String with(String state, String key, String value) {
    List<String> members = members(state);
    List<String> changed = new ArrayList<>(List.of(key + "=" + value));
    if (members != null) {
      members.stream().filter(member -> !member.startsWith(key + "=")).forEach(changed::add);
    }
    return String.join(",", changed.subList(0, Math.min(changed.size(), MAX_MEMBERS)));
  }

  private static @Nullable List<String> members(String state) {
    List<String> members = new ArrayList<>();
    for (String part : state.split(",", -1)) {
      String member = part.strip();
      if (member.isEmpty()) {
        continue;
      }
      if (member.indexOf('=') <= 0 || members.size() == MAX_MEMBERS) {
        return null;
      }
      members.add(member);
    }
    return members;
  }
}
