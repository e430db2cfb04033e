package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that attacks, is attacked, or is shared by events: an account, an address, a session.
///
/// @param realm the scope within which the reference means something
/// @param ref pseudonym, address or name; never empty
public record Entity(Type type, String realm, String ref) {
  public enum Type {
    ACCOUNT,
    SOURCE,
    NETWORK,
    SESSION,
    SERVICE,
    REALM;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The entity of this type that an event is about; null if it does not tell.
  public static @Nullable Entity of(AuthEvent event, Type type) {
    String ref =
        switch (type) {
          case ACCOUNT -> event.actor().account();
          case SOURCE -> event.origin().source();
          case NETWORK -> event.origin().network();
          case SESSION -> event.actor().session();
          case SERVICE -> event.place().service();
          case REALM -> event.place().realm().isEmpty() ? "default" : event.place().realm();
        };
    return ref.isEmpty() ? null : new Entity(type, event.place().realm(), ref);
  }

  @Override
  public String toString() {
    return type.text() + " " + ref;
  }
}
