package dev.clew.detect.finding;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.AuthEvents;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The proof of a finding: events copied as they came, and whom they were about. Bounded, so that
/// an attacker does not choose how much is kept.
final class Evidence implements State {
  private static final int FIRST = 20;
  private static final int LAST = 20;
  private static final int SUCCESSES = 50;
  private static final int SAMPLES = 100;
  private static final int MAX_ACCOUNTS = 500;
  private static final int MAX_PINS = 500;

  private final List<AuthEvent> first = new ArrayList<>();
  private final List<AuthEvent> successes = new ArrayList<>();
  private final List<AuthEvent> samples = new ArrayList<>();
  private final Deque<AuthEvent> last = new ArrayDeque<>();
  private final Map<String, Long> accounts = new LinkedHashMap<>();
  private final Set<String> sources = new LinkedHashSet<>();
  private int pins;

  /// Adds an event; returns whether the trace it stands in is proof that must be kept.
  boolean add(AuthEvent event) {
    String account = event.actor().account();
    String source = event.origin().source();
    boolean isSuccess = event.isLoginSuccess();
    boolean isNewAccount = !account.isEmpty() && !accounts.containsKey(account);
    boolean isNewSource = !source.isEmpty() && sources.size() < MAX_ACCOUNTS && sources.add(source);
    if (!account.isEmpty() && (accounts.size() < MAX_ACCOUNTS || !isNewAccount)) {
      long logged = isSuccess ? event.place().timeNanos() : 0;
      accounts.merge(account, logged, Math::max);
    }
    boolean isKept = true;
    if (first.size() < FIRST) {
      first.add(event);
    } else if (isSuccess && successes.size() < SUCCESSES) {
      successes.add(event);
    } else if (isNewAccount && samples.size() < SAMPLES) {
      samples.add(event);
    } else {
      isKept = isNewAccount || isNewSource;
    }
    if (last.size() == LAST) {
      last.removeFirst();
    }
    last.addLast(event);
    return isKept && event.place().hasTrace() && pins++ < MAX_PINS;
  }

  boolean hasSource(String source) {
    return sources.contains(source);
  }

  boolean hasAccount(String account) {
    return accounts.containsKey(account);
  }

  List<AuthEvent> events() {
    Map<AuthEvent.EventId, AuthEvent> all = new LinkedHashMap<>();
    first.forEach(event -> all.put(event.id(), event));
    samples.forEach(event -> all.putIfAbsent(event.id(), event));
    successes.forEach(event -> all.putIfAbsent(event.id(), event));
    last.forEach(event -> all.putIfAbsent(event.id(), event));
    return List.copyOf(all.values());
  }

  List<Finding.Account> accounts() {
    return accounts.entrySet().stream()
        .map(account -> new Finding.Account(account.getKey(), account.getValue()))
        .toList();
  }

  List<String> sources() {
    return List.copyOf(sources);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    save(out, first);
    save(out, successes);
    save(out, samples);
    save(out, List.copyOf(last));
    out.writeInt(accounts.size());
    for (Map.Entry<String, Long> account : accounts.entrySet()) {
      out.writeUTF(account.getKey());
      out.writeLong(account.getValue());
    }
    out.writeInt(sources.size());
    for (String source : sources) {
      out.writeUTF(source);
    }
    out.writeInt(pins);
  }

  private static void save(DataOutput out, List<AuthEvent> events) throws IOException {
    out.writeInt(events.size());
    for (AuthEvent event : events) {
      AuthEvents.save(out, event);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    first.addAll(events(in));
    successes.addAll(events(in));
    samples.addAll(events(in));
    last.addAll(events(in));
    for (int i = in.readInt(); i > 0; i--) {
      accounts.put(in.readUTF(), in.readLong());
    }
    for (int i = in.readInt(); i > 0; i--) {
      sources.add(in.readUTF());
    }
    pins = in.readInt();
  }

  private static List<AuthEvent> events(DataInput in) throws IOException {
    List<AuthEvent> events = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      events.add(AuthEvents.restore(in));
    }
    return events;
  }
}
