package dev.clew.examples.simulator;

/// A person, or someone who claims to be that person, at a device; from login to logout.
///
/// @param session the pseudonym of the session that a successful login opens
record Visit(Person person, Client client, String session) {
  boolean isFromNewDevice() {
    return !client.equals(person.usual());
  }
}
