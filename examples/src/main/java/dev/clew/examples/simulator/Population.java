package dev.clew.examples.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The people who log in. The same seed yields the same people.
///
/// Addresses are from 198.18.0.0/15, which nobody routes, but for the people of one office, who
/// share 198.51.100.7.
final class Population {
  /// The tenant whose sessions meet the exhausted pool.
  static final String UNLUCKY_TENANT = "globex";

  static final List<String> TENANTS = List.of("acme", UNLUCKY_TENANT, "initech");

  private static final String OFFICE = "198.51.100.7";
  private static final double OFFICE_SHARE = 0.15;
  private static final double PREMIUM_SHARE = 0.05;
  private static final double ADMINISTRATOR_SHARE = 0.02;
  private static final double HOUR_SPREAD = 2.5;
  private static final double LEAST_LIKELIHOOD = 0.05;

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/140.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.6 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0");
  private static final List<String> PHONES =
      List.of(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
              + " like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/140.0.0.0 Mobile Safari/537.36");

  private final List<Person> people;

  Population(int size, Pseudonyms pseudonyms, RandomGenerator random) {
    List<Person> everyone = new ArrayList<>(size);
    for (int number = 0; number < size; number++) {
      everyone.add(person(number, pseudonyms, random));
    }
    people = List.copyOf(everyone);
  }

  /// Anyone, whatever the hour.
  Person anyone(RandomGenerator random) {
    return people.get(random.nextInt(people.size()));
  }

  /// Someone of another tenant than one; anyone when there is no such person.
  Person someoneOutside(String tenant, RandomGenerator random) {
    List<Person> outside =
        people.stream().filter(person -> !person.tenant().equals(tenant)).toList();
    return outside.isEmpty() ? anyone(random) : outside.get(random.nextInt(outside.size()));
  }

  /// Someone whose hour it is, most likely.
  Person someoneAt(Instant time, RandomGenerator random) {
    double hour = LocalTime.ofInstant(time, ZoneOffset.UTC).toSecondOfDay() / 3600.0;
    while (true) {
      Person person = anyone(random);
      if (random.nextDouble() < likelihood(person, hour)) {
        return person;
      }
    }
  }

  private static double likelihood(Person person, double hour) {
    double apart = Math.abs(person.hour() - hour);
    double distance = Math.min(apart, 24 - apart) / HOUR_SPREAD;
    return Math.max(LEAST_LIKELIHOOD, Math.exp(-distance * distance / 2));
  }

  private static Person person(int number, Pseudonyms pseudonyms, RandomGenerator random) {
    String name = "user%05d".formatted(number);
    boolean isInOffice = random.nextDouble() < OFFICE_SHARE;
    String address = isInOffice ? OFFICE : addressOf(number, 18);
    return new Person(
        "u-%05d".formatted(number),
        name,
        pseudonyms.ofName(name),
        tenant(random.nextDouble()),
        new Client(address, oneOf(BROWSERS, random)),
        new Client(addressOf(number, 19), oneOf(PHONES, random)),
        random.nextDouble(24),
        random.nextDouble() < PREMIUM_SHARE,
        random.nextDouble() < ADMINISTRATOR_SHARE);
  }

  private static String addressOf(int number, int half) {
    return "198.%d.%d.%d".formatted(half, number / 250 % 250, 1 + number % 250);
  }

  private static String tenant(double share) {
    return TENANTS.get(share < 0.55 ? 0 : share < 0.85 ? 1 : 2);
  }

  private static String oneOf(List<String> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
