package dev.clew.detect.auth;

import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Who a session or an account id belongs to, learnt from events that tell both: a denied request
/// often names only its session, a failed login only a name.
final class AccountNames implements State {
  private final BoundedTable<Row> rows;

  AccountNames(int capacity) {
    rows = new BoundedTable<>(capacity, Row::new);
  }

  void learn(long slot, String user, String subject) {
    Row row = rows.row(slot);
    row.user = user.isEmpty() ? row.user : user;
    row.subject = subject.isEmpty() ? row.subject : subject;
  }

  /// The name behind a session or id; empty if unknown.
  String user(long slot) {
    Row row = rows.peek(slot);
    return row == null ? "" : row.user;
  }

  String subject(long slot) {
    Row row = rows.peek(slot);
    return row == null ? "" : row.subject;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    rows.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    rows.restore(in);
  }

  private static final class Row implements BoundedTable.Value {
    private String user = "";
    private String subject = "";

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeUTF(user);
      out.writeUTF(subject);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      user = in.readUTF();
      subject = in.readUTF();
    }
  }
}
