package dev.clew.detect.auth;

/// What kind of program a user agent names.
public enum AgentClass {
  BROWSER,
  APP,
  LIBRARY,
  SCANNER,
  MONITOR,
  UNKNOWN
}
