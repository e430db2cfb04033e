package dev.clew.bench.draw;

/// What one trace's login drew. Used again and again by the thread that owns it.
///
/// The tables are read in their order within a repetition, which the processor's prefetcher likes;
/// each field starts at another random place.
public final class Login {
  private static final long PER_65536_FAILED = 1_311;
  private static final int ATTACK_EVERY = 40;
  private static final int ATTACKER_ADDRESS = 17_051_923;
  private static final int ATTACKER_AGENT = 242;

  private final Population population;
  private long seed;
  private long userBase;
  private long addressBase;
  private long agentBase;
  private long routeBase;
  private boolean attackHere;

  private int user;
  private int address;
  private int agent;
  private int method;
  private int result;
  private long drawn;

  public Login(Population population) {
    this.population = population;
  }

  /// Starts a repetition of the templates.
  public void repetition(long number, long repetitionSeed) {
    seed = repetitionSeed;
    userBase = Mix.scatter(repetitionSeed, 1);
    addressBase = Mix.scatter(repetitionSeed, 2);
    agentBase = Mix.scatter(repetitionSeed, 3);
    routeBase = Mix.scatter(repetitionSeed, 4);
    attackHere = population.attacked && number % ATTACK_EVERY == ATTACK_EVERY - 1;
  }

  /// Draws for a trace of this repetition.
  public void trace(int trace) {
    drawn = Mix.scatter(seed + trace);
    address = population.addresses.at(addressBase + trace);
    user = population.users.at(userBase + trace);
    agent = population.agents.at(agentBase + trace);
    method = (int) (drawn & 0xff);
    result = result((drawn >>> 8) & 0xffff);
    if (attackHere && (trace & 3) == 0) {
      address = ATTACKER_ADDRESS;
      agent = ATTACKER_AGENT;
      user = (int) ((drawn >>> 24) % population.userCount());
      method = 0;
      result = 1;
    }
  }

  public boolean failed() {
    return result != 0;
  }

  /// Writes an account over the digits of `u-0000000`.
  public void user(byte[] target, int offset) {
    Digits.decimal(target, offset + 2, 7, user);
  }

  public void session(byte[] target, int offset) {
    long high = Mix.scatter(drawn);
    Digits.uuid(target, offset, high, Mix.scatter(high));
  }

  /// Writes an address over the digits of `100.100.100.100`.
  public void address(byte[] target, int offset) {
    int upper = address / 10_000;
    int lower = address - upper * 10_000;
    int first = upper / 100;
    int third = lower / 100;
    Digits.two(target, offset + 1, first);
    Digits.two(target, offset + 5, upper - first * 100);
    Digits.two(target, offset + 9, third);
    Digits.two(target, offset + 13, lower - third * 100);
  }

  public void userAgent(byte[] target, int offset) {
    copy(population.agentTexts[agent], target, offset);
  }

  /// A route is drawn for each span, not for each trace.
  public void route(byte[] target, int offset, int span) {
    copy(population.routeTexts[population.routes.at(routeBase + span)], target, offset);
  }

  public void method(byte[] target, int offset) {
    copy(population.methodTexts[method], target, offset);
  }

  public void result(byte[] target, int offset) {
    copy(population.resultTexts[result], target, offset);
  }

  /// Writes the country, which follows from the address, and the region within it.
  public void place(byte[] target, int countryOffset, int regionOffset) {
    byte[] region = population.regionTexts[address % Catalogue.REGION_COUNT];
    target[countryOffset] = region[0];
    target[countryOffset + 1] = region[1];
    copy(region, target, regionOffset);
  }

  /// Writes one of a hundred thousand tickets over the digits of `t-000000`.
  public void ticket(byte[] target, int offset, int span) {
    Digits.decimal(target, offset + 2, 6, (Mix.scatter(drawn, span) >>> 1) % 100_000);
  }

  /// Writes one of a thousand numbers.
  public void word(byte[] target, int offset, int width, int place) {
    Digits.decimal(target, offset, width, (int) (Mix.scatter(drawn + place) >>> 33) % 1_000);
  }

  /// Writes hexadecimal digits that never repeat.
  ///
  /// @param width at least 8
  public void noise(byte[] target, int offset, int width, int place) {
    long bits = Mix.scatter(drawn, ~place);
    int at = 0;
    for (; at + 16 <= width; at += 16) {
      Digits.hex(target, offset + at, bits);
      bits = Mix.scatter(bits);
    }
    for (; at + 8 <= width; at += 8) {
      Digits.hexDigits(target, offset + at, (int) bits);
      bits >>>= 32;
    }
    Digits.hexDigits(target, offset + width - 8, (int) Mix.scatter(bits));
  }

  private static int result(long sixteenBits) {
    if (sixteenBits >= PER_65536_FAILED) {
      return 0;
    }
    return sixteenBits < 0.7 * PER_65536_FAILED ? 1 : sixteenBits < 0.9 * PER_65536_FAILED ? 2 : 3;
  }

  private static void copy(byte[] text, byte[] target, int offset) {
    System.arraycopy(text, 0, target, offset, text.length);
  }
}
