package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The series of both sides of a join that belong together.
final class JoinGroup {
  private static final int NOBODY = -1;

  private final Labels signature;
  private final List<KeptSeries> many = new ArrayList<>();
  private final List<KeptSeries> one = new ArrayList<>();
  private int[] owners = new int[0];
  private final int steps;

  JoinGroup(Labels signature, int steps) {
    this.signature = signature;
    this.steps = steps;
  }

  List<KeptSeries> many() {
    return many;
  }

  List<KeptSeries> one() {
    return one;
  }

  /// Finds which series of the side with one is there at each step.
  ///
  /// @param anyMany the steps at which the other side has anything at all
  /// @param side what a message calls the side with one
  void findOwners(Presence anyMany, String side) {
    owners = new int[steps];
    Arrays.fill(owners, NOBODY);
    for (int i = 0; i < one.size(); i++) {
      for (int step = 0; step < steps; step++) {
        if (one.get(i).values().isPresent(step)) {
          if (owners[step] != NOBODY && anyMany.at(step)) {
            throw ambiguous(one.get(owners[step]).labels(), one.get(i).labels(), side);
          }
          owners[step] = i;
        }
      }
    }
  }

  /// Which series of the side with one is there at a step; -1 for none.
  int owner(int step) {
    return owners[step];
  }

  private QueryFailure ambiguous(Labels first, Labels second, String side) {
    List<String> both = new ArrayList<>(List.of(first.toString(), second.toString()));
    both.sort(null);
    return QueryFailure.execution(
        "found duplicate series for the match group %s on the %s hand-side of the operation:"
                .formatted(signature, side)
            + " [%s, %s];many-to-many matching not allowed: matching labels must be unique on one"
                .formatted(both.getFirst(), both.getLast())
            + " side");
  }
}
