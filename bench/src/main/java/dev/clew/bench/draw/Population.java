package dev.clew.bench.draw;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Who logs in, from where and with what: the Zipf tables and value lists of profile `auth`.
public final class Population {
  private static final int ADDRESSES = 100_000;

  /// A prime, so that multiples of it visit every account once.
  private static final long USER_STEP = 6_180_341;

  final ZipfTable users;
  final ZipfTable addresses;
  final ZipfTable agents;
  final ZipfTable routes;
  final Durations durations;
  final byte[][] agentTexts = new byte[Catalogue.AGENT_COUNT][];
  final byte[][] routeTexts = new byte[Catalogue.ROUTE_COUNT][];
  final byte[][] regionTexts = new byte[Catalogue.REGION_COUNT][];
  final byte[][] methodTexts = new byte[256][];
  final byte[][] resultTexts = new byte[Catalogue.RESULTS.size()][];
  final boolean attacked;
  private final int userCount;

  /// @param userCount accounts, at most ten million
  /// @param attacked whether bursts of password spraying come with the ordinary logins
  public Population(long seed, int userCount, boolean attacked) {
    if (userCount < 1 || userCount > 10_000_000 || userCount % USER_STEP == 0) {
      throw new IllegalArgumentException("users must be 1 to 10,000,000, not " + userCount);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.userCount = userCount;
    this.attacked = attacked;
    users = new ZipfTable(userCount, 0.8, this::userNumber, random);
    addresses = new ZipfTable(ADDRESSES, 1.0, Population::addressNumber, random);
    agents = new ZipfTable(Catalogue.AGENT_COUNT, 1.1, rank -> rank, random);
    routes = new ZipfTable(Catalogue.ROUTE_COUNT, 1.0, rank -> rank, random);
    durations = new Durations(random);
    for (int i = 0; i < agentTexts.length; i++) {
      agentTexts[i] = Catalogue.ascii(Catalogue.userAgent(i));
    }
    for (int i = 0; i < routeTexts.length; i++) {
      routeTexts[i] = Catalogue.ascii(Catalogue.route(i));
    }
    for (int i = 0; i < regionTexts.length; i++) {
      regionTexts[i] = Catalogue.ascii(Catalogue.region(i));
    }
    for (int i = 0; i < methodTexts.length; i++) {
      methodTexts[i] = Catalogue.ascii(Catalogue.METHODS.get(method(i)));
    }
    for (int i = 0; i < resultTexts.length; i++) {
      resultTexts[i] = Catalogue.ascii(Catalogue.RESULTS.get(i));
    }
  }

  public Durations durations() {
    return durations;
  }

  /// Account of a rank, 0 the most frequent.
  public String user(int rank) {
    return "u-%07d".formatted(userNumber(rank));
  }

  /// Number of an account; the ranks are spread so that neighbours in rank are none in number.
  int userNumber(int rank) {
    return (int) ((rank * USER_STEP + 271_828L) % userCount);
  }

  int userCount() {
    return userCount;
  }

  /// Eight digits for the address of a rank: two for each octet, the first below 26.
  static int addressNumber(int rank) {
    return (int) ((rank * 19_098_301L + 3_141_593L) % 26_000_000L);
  }

  /// 60, 15, 10, 10 and 5 of a hundred.
  private static int method(int octet) {
    int percent = octet * 100 / 256;
    return percent < 60 ? 0 : percent < 75 ? 1 : percent < 85 ? 2 : percent < 95 ? 3 : 4;
  }
}
