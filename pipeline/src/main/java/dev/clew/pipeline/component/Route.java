package dev.clew.pipeline.component;

import dev.clew.model.Signal;

/// What a connector takes and what it makes of it.
public record Route(Signal from, Signal to) {}
