package dev.clew.detect.detector;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Pseudonyms;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What several detectors need to know: devices of accounts, age of realms, shared addresses.
///
/// An event is first observed against what was known before it, then, once all detectors have seen
/// it, learnt.
public final class Knowledge implements State {
  private static final long DAY = 86_400_000_000_000L;
  private static final int SHARED = 20;
  private static final int MAX_REALMS = 1_024;

  private final Pseudonyms pseudonyms;
  private final BoundedTable<AccountState> accounts;
  private final BoundedTable<SharedState> shared;
  private final BoundedTable<RealmState> realms = new BoundedTable<>(MAX_REALMS, RealmState::new);

  public Knowledge(DetectorOptions options, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    accounts = new BoundedTable<>(options.maxAccounts(), AccountState::new);
    shared = new BoundedTable<>(options.maxSources(), SharedState::new);
  }

  /// The event beside what is known.
  public Observation observe(AuthEvent event) {
    AuthEvent.Origin origin = event.origin();
    String realm = event.place().tenant() + "\n" + event.place().realm();
    long nanos = event.place().timeNanos();
    long account = slot("account", realm, event.actor().account());
    long source = slot("source", realm, origin.source());
    AccountState state = account == 0 ? new AccountState() : accountOf(event, account);
    RealmState realmState = realms.row(slot("realm", realm, "-"));
    boolean isKnown = account != 0 && state.isKnown(device(origin), nanos);
    boolean isFailure = event.isFailedLogin();
    boolean isExcusable = isKnown || origin.agentClass() == AgentClass.MONITOR;
    SharedState sharers = source == 0 ? null : shared.peek(source);
    return new Observation(
        event,
        account,
        source,
        slot("network", realm, origin.network()),
        slot("realm", realm, "-"),
        slot("session", realm, event.actor().session()),
        state,
        isKnown,
        isFailure && isKnown && state.forgives(nanos),
        isFailure && account != 0 && state.isStuck(event, client(origin), isExcusable),
        state.isEstablished(nanos),
        realmState.isCold(nanos),
        realmState.hasSuccesses(),
        sharers != null && sharers.accounts.count(nanos) >= SHARED);
  }

  /// The row of an account; names that never logged in make one only where a login fails or works.
  private AccountState accountOf(AuthEvent event, long account) {
    if (event.act().operation().isLogin()) {
      return accounts.row(account);
    }
    AccountState known = accounts.peek(account);
    return known == null ? new AccountState() : known;
  }

  /// Remembers the event.
  ///
  /// @param isTrusted whether the account was in its owner's hands, as far as is known; else its
  ///   device is not learnt
  public void learn(Observation observation, boolean isTrusted) {
    AuthEvent event = observation.event();
    if (event.isLoginSuccess() || event.isFailedLogin()) {
      realms.row(observation.realm()).add(observation.nanos(), event.isLoginSuccess());
    }
    if (!event.isLoginSuccess() || observation.account() == 0) {
      return;
    }
    observation.accountState().learnSuccess(device(event.origin()), observation.nanos(), isTrusted);
    if (observation.source() != 0) {
      shared.row(observation.source()).accounts.add(observation.nanos(), observation.account());
    }
  }

  /// Whether the account logged in from the event's device before, be it a moment ago.
  static boolean hasUsedDevice(Observation observation, Knowledge knowledge) {
    return observation.accountState().hasUsed(knowledge.device(observation.event().origin()));
  }

  private long device(AuthEvent.Origin origin) {
    return pseudonyms.slot(
        "device\n" + origin.network() + "\n" + origin.family() + "\n" + origin.system());
  }

  private long client(AuthEvent.Origin origin) {
    return pseudonyms.slot("client\n" + origin.source() + "\n" + origin.agent());
  }

  private long slot(String kind, String realm, String ref) {
    return ref.isEmpty() ? 0 : pseudonyms.slot(kind + "\n" + realm + "\n" + ref);
  }

  /// Slot of anything else that a detector keys by.
  long slot(String... words) {
    return pseudonyms.slot(String.join("\n", words));
  }

  public long rows() {
    return accounts.size() + (long) shared.size();
  }

  public long evictions() {
    return accounts.evictions() + shared.evictions();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    accounts.save(out);
    shared.save(out);
    realms.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    accounts.restore(in);
    shared.restore(in);
    realms.restore(in);
  }

  /// Accounts that logged in from an address within a day or two.
  private static final class SharedState implements BoundedTable.Value {
    private final Distinct accounts = new Distinct(DAY);

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      accounts.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      accounts.restore(in);
    }
  }
}
