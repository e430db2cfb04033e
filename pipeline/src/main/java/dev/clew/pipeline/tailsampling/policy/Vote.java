package dev.clew.pipeline.tailsampling.policy;

/// What a policy says of a trace.
public enum Vote {
  SAMPLED("sampled"),
  NOT_SAMPLED("not_sampled"),
  /// Keep, unless some policy says [#NOT_SAMPLED]; of a policy with `invert_match`.
  INVERT_SAMPLED("inverted_sampled"),
  /// Drop, even if another policy says [#SAMPLED]; of a policy with `invert_match`.
  INVERT_NOT_SAMPLED("inverted_not_sampled"),
  /// Drop, whatever the others say.
  DROPPED("dropped"),
  /// The policy could not tell; counts as no vote.
  ERROR("error");

  private final String word;

  Vote(String word) {
    this.word = word;
  }

  /// The word for it in metrics.
  public String word() {
    return word;
  }

  /// Whether a policy that holds this one counts it as a yes.
  boolean isYes() {
    return this == SAMPLED || this == INVERT_SAMPLED;
  }
}
