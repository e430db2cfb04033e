/// Each dialect where it must be read and where it must not.
@NullMarked
package dev.clew.detect.auth;

import org.jspecify.annotations.NullMarked;
