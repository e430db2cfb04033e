package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// B1: two logins of one account so far apart that nobody travels that fast. Off without a geo
/// table; places that people far away share, such as VPN exits, are no place anybody was at.
final class ImpossibleTravel extends Keyed<ImpossibleTravel.Row> {
  private static final double KILOMETRES = 500;
  private static final double KILOMETRES_PER_HOUR = 900;
  private static final double MIN_HOURS = 1.0 / 60;
  private static final Profile PROFILE =
      Profile.of("B1", "impossible-travel", "Impossible travel", "initial-access", "T1078.004");

  private final GeoTable geo;

  ImpossibleTravel(DetectorOptions options) {
    super(options.maxAccounts(), Row::new);
    geo = options.geo();
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isLoginSuccess();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Entity account = Entity.of(event, Entity.Type.ACCOUNT);
    if (geo.isEmpty() || !event.isLoginSuccess() || account == null) {
      return;
    }
    GeoTable.Location place = geo.locate(event.origin().source());
    if (place == null || place.isShared()) {
      return;
    }
    Row row = rows.row(observation.account());
    if (row.time != 0) {
      judge(account, row, place, observation, alarms);
    }
    row.set(place, observation.nanos(), observation.isKnownDevice());
  }

  private static void judge(
      Entity account, Row row, GeoTable.Location place, Observation observation, Alarms alarms) {
    GeoTable.Location before = new GeoTable.Location(row.latitude, row.longitude, "", 0, false);
    double distance = before.distanceTo(place);
    double hours = Math.max(MIN_HOURS, Math.abs(observation.nanos() - row.time) / 3.6e12);
    double speed = distance / hours;
    if (distance < KILOMETRES || speed < KILOMETRES_PER_HOUR) {
      return;
    }
    boolean areBothKnown = row.isKnown && observation.isKnownDevice();
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            areBothKnown ? Severity.INFO : Severity.MEDIUM,
            areBothKnown ? 20 : 70,
            "two logins %.0f km apart within %.1f h".formatted(distance, hours),
            List.of(
                "distance %.0f >= %.0f km".formatted(distance, KILOMETRES),
                "speed %.0f >= %.0f km/h".formatted(speed, KILOMETRES_PER_HOUR)),
            List.of(),
            observation.event(),
            Math.min(row.time, observation.nanos())));
  }

  static final class Row implements BoundedTable.Value {
    private double latitude;
    private double longitude;
    private long time;
    private boolean isKnown;

    void set(GeoTable.Location place, long nanos, boolean known) {
      if (nanos >= time) {
        latitude = place.latitude();
        longitude = place.longitude();
        time = nanos;
        isKnown = known;
      }
    }

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(latitude);
      out.writeDouble(longitude);
      out.writeLong(time);
      out.writeBoolean(isKnown);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      latitude = in.readDouble();
      longitude = in.readDouble();
      time = in.readLong();
      isKnown = in.readBoolean();
    }
  }
}
