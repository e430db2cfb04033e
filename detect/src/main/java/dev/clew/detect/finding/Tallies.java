package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The numbers of a finding.
final class Tallies implements State {
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final Distinct accounts = new Distinct(FOREVER);
  private final Distinct sources = new Distinct(FOREVER);
  private long events;
  private long failures;
  private long successes;
  private long offset;
  long first;
  long last;

  void add(AuthEvent event) {
    events++;
    failures += event.act().result() == Result.FAILURE ? 1 : 0;
    successes += event.act().result() == Result.SUCCESS ? 1 : 0;
    offset = Math.max(offset, event.place().offset());
    first = first == 0 ? event.place().timeNanos() : Math.min(first, event.place().timeNanos());
    last = Math.max(last, event.place().timeNanos());
    if (!event.actor().account().isEmpty()) {
      accounts.add(0, mixed(event.actor().account()));
    }
    if (!event.origin().source().isEmpty()) {
      sources.add(0, mixed(event.origin().source()));
    }
  }

  /// A spread of the text's hash; who makes texts collide only lowers a number about himself.
  private static long mixed(String text) {
    long hash = text.hashCode() * 0x9E37_79B9_7F4A_7C15L + text.length();
    return (hash ^ (hash >>> 32)) * 0xC2B2_AE3D_27D4_EB4FL;
  }

  Finding.Counts counts() {
    return new Finding.Counts(
        events, failures, successes, accounts.count(0), sources.count(0), offset);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    accounts.save(out);
    sources.save(out);
    out.writeLong(events);
    out.writeLong(failures);
    out.writeLong(successes);
    out.writeLong(offset);
    out.writeLong(first);
    out.writeLong(last);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    accounts.restore(in);
    sources.restore(in);
    events = in.readLong();
    failures = in.readLong();
    successes = in.readLong();
    offset = in.readLong();
    first = in.readLong();
    last = in.readLong();
  }
}
