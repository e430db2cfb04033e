/// Request bodies that are built once and varied in place each time they are sent.
///
/// Start with [dev.clew.bench.template.TemplateSet]: it reads or makes the bodies of a shape, adds
/// what the shape asks for and notes the offsets of all that varies. A
/// [dev.clew.bench.template.Patcher] then turns a sequence number into a request body: ids are
/// combined by XOR with masks that belong to the repetition, so that parents, links and traces that
/// are spread over several requests stay linked; times are shifted; drawn values fill slots of
/// fixed width. Nothing is decoded, encoded or allocated at that point, and equal seeds yield equal
/// bytes.
@NullMarked
package dev.clew.bench.template;

import org.jspecify.annotations.NullMarked;
