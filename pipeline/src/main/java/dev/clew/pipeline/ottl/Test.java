package dev.clew.pipeline.ottl;

/// A compiled condition, to be bound to each batch.
interface Test {
  RowTest bind(View view);
}
