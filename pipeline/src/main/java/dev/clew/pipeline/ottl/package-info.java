/// OTTL, the language in which Collector files say conditions and edits: the subset that
/// [dev.clew.pipeline.ottl.Functions] and the paths name.
///
/// Text becomes a tree ([dev.clew.pipeline.ottl.OttlParser]), the tree a plan for a context
/// ([dev.clew.pipeline.ottl.Compiler]); a plan is bound to each batch, where keys and literals turn
/// into the batch's string ids once, and then read from its columns row by row.
@NullMarked
package dev.clew.pipeline.ottl;

import org.jspecify.annotations.NullMarked;
