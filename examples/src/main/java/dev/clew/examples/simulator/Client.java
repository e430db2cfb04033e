package dev.clew.examples.simulator;

/// Where a request comes from: an address and the program that speaks from it.
record Client(String address, String userAgent) {}
