package dev.clew.detect.detector;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// D2: a script or scanner fails at a client where people use browsers. A program by which logins
/// also work is one of the client's own.
final class AnomalousAgent extends Keyed<AnomalousAgent.Row> {
  private static final int FAILURES = 5;
  private static final int ACCOUNTS = 3;
  private static final long DAY = 86_400_000_000_000L;
  private static final int MAX_ROWS = 4_096;
  private static final Profile PROFILE =
      Profile.of(
          "D2", "anomalous-agent", "Anomalous user agent", "reconnaissance", "T1595", "T1078");

  private final Knowledge knowledge;

  AnomalousAgent(Knowledge knowledge) {
    super(MAX_ROWS, Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isFailedLogin() && isSuspicious(event);
  }

  private static boolean isSuspicious(AuthEvent event) {
    AgentClass agent = event.origin().agentClass();
    return agent == AgentClass.LIBRARY || agent == AgentClass.SCANNER;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    if (!event.isFailedLogin() && !event.isLoginSuccess()) {
      return;
    }
    String realm = event.place().realm();
    String client = event.actor().client();
    Row clientRow = rows.row(knowledge.slot("client", realm, client));
    long nanos = observation.nanos();
    if (event.origin().agentClass() == AgentClass.BROWSER && event.isLoginSuccess()) {
      clientRow.succeeded.add(nanos, observation.account());
      return;
    }
    if (!isSuspicious(event)) {
      return;
    }
    Row row = rows.row(knowledge.slot("agent", realm, client, event.origin().family()));
    if (event.isLoginSuccess()) {
      row.succeeded.add(nanos, observation.account());
      return;
    }
    row.failures.add(nanos, true);
    row.failed.add(nanos, observation.account());
    int failures = row.failures.failures(nanos);
    boolean isOwn = row.succeeded.count(nanos) >= ACCOUNTS;
    boolean isForPeople = clientRow.succeeded.count(nanos) >= ACCOUNTS;
    Entity source = Entity.of(event, Entity.Type.SOURCE);
    if (failures >= FAILURES && isForPeople && !isOwn && source != null && !observation.isStuck()) {
      alarms.raise(
          new Alarm(
              PROFILE,
              source,
              Severity.LOW,
              50,
              "%s fails at a client that people use with browsers"
                  .formatted(event.origin().family()),
              List.of("failures %d >= %d within ten minutes".formatted(failures, FAILURES)),
              List.of(),
              event,
              nanos));
    }
  }

  static final class Row implements BoundedTable.Value {
    private final Ring failures = new Ring();
    private final Distinct failed = new Distinct(DAY);
    private final Distinct succeeded = new Distinct(7 * DAY);

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      failures.save(out);
      failed.save(out);
      succeeded.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      failures.restore(in);
      failed.restore(in);
      succeeded.restore(in);
    }
  }
}
