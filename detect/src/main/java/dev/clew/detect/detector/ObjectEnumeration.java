package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// C2: one caller walks through the objects of a collection: very many of them, one id after the
/// other, or many that are not its own. What is many is learnt from the other callers of the
/// collection.
final class ObjectEnumeration extends Keyed<ObjectEnumeration.Row> {
  private static final int OBJECTS = 50;
  private static final int RUN = 20;
  private static final int DENIED = 10;
  private static final double DENIED_RATIO = 0.3;
  private static final int ALLOWED_PEERS = 6;
  private static final int MAX_ROWS = 50_000;
  private static final int MAX_COLLECTIONS = 4_096;
  private static final long WINDOW = 600_000_000_000L;
  private static final Profile PROFILE =
      Profile.of(
          "C2", "object-enumeration", "Enumeration of objects", "collection", "T1213", "T1530");

  private final Knowledge knowledge;
  private final BoundedTable<PeerRow> peers = new BoundedTable<>(MAX_COLLECTIONS, PeerRow::new);

  ObjectEnumeration(DetectorOptions options, Knowledge knowledge) {
    super(Math.min(options.maxSessions(), MAX_ROWS), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().operation().isDecision();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    long who = observation.account() != 0 ? observation.account() : observation.session();
    String object = concerns(event) ? Routes.object(event) : "";
    if (who == 0 || object.isEmpty()) {
      return;
    }
    String collection = Routes.collection(event);
    PeerRow peer = peers.row(knowledge.slot("collection", event.place().service(), collection));
    Row row = rows.row(knowledge.slot(Long.toHexString(who), event.place().service(), collection));
    long nanos = observation.nanos();
    row.add(nanos, knowledge.slot(object), object, event.isDenial());
    int objects = row.objects.count(nanos);
    peer.learn(nanos, row.started, objects);
    judge(row, peer.usual(), observation, alarms, collection);
  }

  private static void judge(
      Row row, double usual, Observation observation, Alarms alarms, String collection) {
    long nanos = observation.nanos();
    int objects = row.objects.count(nanos);
    int denied = row.deniedObjects.count(nanos);
    double limit = Math.max(OBJECTS, ALLOWED_PEERS * usual);
    boolean isWide = objects > limit;
    boolean isRun = row.run >= RUN;
    boolean isForeign = denied >= DENIED && denied >= DENIED_RATIO * objects;
    Entity who = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    who = who == null ? Entity.of(observation.event(), Entity.Type.SESSION) : who;
    boolean isTelling = row.told < 8 || Integer.bitCount(objects) == 1;
    if ((!isWide && !isRun && !isForeign) || who == null || !isTelling) {
      return;
    }
    row.told++;
    boolean hasLoot = isForeign && objects - denied >= RUN;
    alarms.raise(
        new Alarm(
            PROFILE,
            who,
            hasLoot ? Severity.HIGH : Severity.MEDIUM,
            isForeign ? 80 : 60,
            "%d objects of %s asked for by one caller".formatted(objects, collection),
            List.of(
                "objects %d, limit %.0f".formatted(objects, limit),
                "run of neighbouring ids %d, limit %d".formatted(row.run, RUN),
                "denied objects %d, limit %d".formatted(denied, DENIED)),
            observation.entities(Entity.Type.SESSION, Entity.Type.SOURCE),
            observation.event(),
            row.since));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    peers.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    peers.restore(in);
  }

  static final class Row implements BoundedTable.Value {
    private final Distinct objects = new Distinct(WINDOW);
    private final Distinct deniedObjects = new Distinct(WINDOW);
    private final Ring ring = new Ring();
    private long lastId = Long.MIN_VALUE;
    private int run;
    private int told;
    private long since;
    private long started;

    void add(long nanos, long slot, String object, boolean isDenied) {
      if (ring.failures(nanos) == 0) {
        since = nanos;
        started = nanos;
        told = 0;
        run = 0;
      }
      ring.add(nanos, true);
      objects.add(nanos, slot);
      if (isDenied) {
        deniedObjects.add(nanos, slot);
      }
      if (object.length() <= 18 && object.chars().allMatch(c -> c >= '0' && c <= '9')) {
        long id = Long.parseLong(object);
        long step = Math.abs(id - lastId);
        run = (lastId != Long.MIN_VALUE && step >= 1 && step <= 2) ? run + 1 : step == 0 ? run : 0;
        lastId = id;
      }
    }

    @Override
    public int worth() {
      return told == 0 ? 0 : 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      objects.save(out);
      deniedObjects.save(out);
      ring.save(out);
      out.writeLong(lastId);
      out.writeInt(run);
      out.writeInt(told);
      out.writeLong(since);
      out.writeLong(started);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      objects.restore(in);
      deniedObjects.restore(in);
      ring.restore(in);
      lastId = in.readLong();
      run = in.readInt();
      told = in.readInt();
      since = in.readLong();
      started = in.readLong();
    }
  }

  /// How many objects callers of a collection usually ask for: a running median of what each had
  /// after ten minutes, moved by small steps, which one greedy caller cannot pull far.
  private static final class PeerRow implements BoundedTable.Value {
    private double median;
    private int samples;

    void learn(long nanos, long started, int objects) {
      if (nanos - started < WINDOW / 2) {
        return;
      }
      samples++;
      double step = Math.max(0.5, median * 0.02);
      median =
          samples == 1 ? Math.min(objects, OBJECTS) : median + (objects > median ? step : -step);
    }

    double usual() {
      return samples < 20 ? 0 : median;
    }

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(median);
      out.writeInt(samples);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      median = in.readDouble();
      samples = in.readInt();
    }
  }
}
