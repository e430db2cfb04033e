package dev.clew.pipeline.series;

import dev.clew.model.Strings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The texts of all dimension values of a stage, each once. A text is named by its *reference*,
/// which is above 0; 0 says that there is no value.
///
/// Texts leave when series were removed: [#beginRebuild] starts an empty dictionary, into which
/// each metric moves what it still needs. Constants keep their references.
public final class TextPool {
  /// Reference of a value that does not exist.
  public static final int ABSENT = 0;

  private final List<String> constants = new ArrayList<>();
  private Strings strings = new Strings();

  /// Reference of a text that stays for ever; to be called before anything else is added.
  public int constant(String text) {
    constants.add(text);
    return strings.add(text) + 1;
  }

  /// Reference of a text, or 0 if it is not here.
  public int find(Strings source, int id) {
    return strings.find(source, id) + 1;
  }

  /// Reference of a text, which is added when it is new.
  public int add(Strings source, int id) {
    return strings.add(source, id) + 1;
  }

  public String text(int reference) {
    return strings.get(reference - 1);
  }

  /// A hash of a text, the same in every process and as [DimensionRow#hash] has it.
  public static long hash(String text, long seed) {
    Strings single = new Strings();
    return TextHash.of(single, single.add(text), seed);
  }

  long hash(int reference, long seed) {
    return TextHash.of(strings, reference - 1, seed);
  }

  /// Length in bytes of a text; 0 for a value that does not exist.
  public int length(int reference) {
    return reference == ABSENT ? 0 : strings.length(reference - 1);
  }

  /// One more than the greatest reference.
  public int end() {
    return strings.size() + 1;
  }

  public long bytes() {
    return strings.bytes();
  }

  /// Adds a text to a batch; returns its id there.
  int addTo(Strings target, int reference) {
    return target.add(strings, reference - 1);
  }

  /// Forgets all but the constants. Returns the texts as they were, for [#move].
  public Strings beginRebuild() {
    Strings old = strings;
    strings = new Strings();
    for (String constant : constants) {
      strings.add(constant);
    }
    return old;
  }

  /// Reference of what an old reference named before [#beginRebuild].
  public int move(Strings old, int reference) {
    return reference <= ABSENT ? reference : add(old, reference - 1);
  }

  /// Writes all texts.
  public void save(DataOutput out) throws IOException {
    out.writeInt(strings.size());
    for (int id = 0; id < strings.size(); id++) {
      out.writeInt(strings.length(id));
      out.write(strings.arena(), strings.start(id), strings.length(id));
    }
  }

  /// Reads what [#save] wrote. Returns the references: what was `i` then is element `i` now, which
  /// is the same if the constants are.
  public int[] restore(DataInput in) throws IOException {
    int size = in.readInt();
    if (size < 0) {
      throw new IOException("%d texts".formatted(size));
    }
    int[] references = new int[size + 1];
    for (int id = 0; id < size; id++) {
      byte[] utf8 = readBytes(in);
      references[id + 1] = strings.add(utf8, 0, utf8.length) + 1;
    }
    return references;
  }

  /// Writes a text of any length.
  public static void write(DataOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /// Reads what [#write] wrote.
  public static String read(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /// Reads bytes that stand behind their number.
  public static byte[] readBytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("%d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
