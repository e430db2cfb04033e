/// Regular expressions of configuration files: RE2, found anywhere in a text, bounded in size.
@NullMarked
package dev.clew.pipeline.regex;

import org.jspecify.annotations.NullMarked;
