package dev.clew.pipeline.ottl;

/// A compiled condition, to be bound to each batch.
interface ConditionPlan {
  RowTest bind(View view);
}
