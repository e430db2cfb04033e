package dev.clew.detect.detector;

/// A finding as other detectors may ask about it.
///
/// @param openedNanos event time of its oldest evidence
/// @param isOpen false for one that was closed lately
/// @param isContradicted whether later evidence spoke against it
public record Attack(
    Profile detector,
    Entity primary,
    Severity severity,
    long openedNanos,
    long lastNanos,
    boolean isOpen,
    boolean isContradicted) {}
