package dev.clew.examples.simulator;

/// Someone with an account, and with habits.
///
/// @param id opaque and stable
/// @param name what is typed into the form; it never leaves the process
/// @param pseudonym what stands for the name in all telemetry
/// @param tenant the organisation whose login page is used
/// @param usual the device that nearly all visits come from
/// @param other a device now and then
/// @param hour the hour of the day, UTC, around which visits are likely
record Person(
    String id,
    String name,
    String pseudonym,
    String tenant,
    Client usual,
    Client other,
    double hour,
    boolean isPremium,
    boolean isAdministrator) {}
