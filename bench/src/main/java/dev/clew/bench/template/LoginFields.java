package dev.clew.bench.template;

import static dev.clew.bench.template.Otlp.attribute;

import dev.clew.bench.draw.Catalogue;
import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Gives the server spans of a request the attributes of a login, as slots, and a status that
/// follows its result.
final class LoginFields {
  private static final List<Message> FIELDS =
      List.of(
          attribute("user.id", "u-0000000", Slot.USER),
          attribute("session.id", "00000000-0000-0000-0000-000000000000", Slot.SESSION),
          attribute("client.address", "100.100.100.100", Slot.ADDRESS),
          attribute("user_agent.original", Catalogue.userAgent(0), Slot.USER_AGENT),
          attribute("http.route", Catalogue.route(0), Slot.ROUTE),
          attribute("auth.method", "password", Slot.METHOD),
          attribute("auth.result", "success", Slot.RESULT),
          attribute("geo.country.iso_code", "AT", Slot.COUNTRY),
          attribute("geo.region.iso_code", "AT-01", Slot.REGION));

  /// Keys that the fields replace, by their old and new names.
  private static final Set<String> REPLACED =
      FIELDS.stream().map(field -> field.text(1)).collect(Collectors.toSet());

  private static final Set<String> OLD_NAMES = Set.of("user_agent", "http.user_agent");

  private LoginFields() {}

  static Message add(Message request) {
    return replace(request, 1, group -> replace(group, 2, LoginFields::addToScope));
  }

  private static Message addToScope(Message scopeSpans) {
    return replace(
        scopeSpans, 2, span -> span.whole(Otlp.KIND) == Otlp.SERVER ? decorate(span) : span);
  }

  private static Message decorate(Message span) {
    List<WireField> fields = new ArrayList<>();
    for (WireField field : span.fields()) {
      if (!isReplaced(field)) {
        fields.add(field);
      }
      if (field.number() == Otlp.END) {
        fields.addAll(FIELDS);
      }
    }
    Varint code = new Varint(Otlp.STATUS_CODE, 0, Slot.STATUS);
    fields.add(new Message(Otlp.STATUS, Schema.STATUS, List.of(code)));
    return new Message(span.number(), span.schema(), fields);
  }

  private static boolean isReplaced(WireField field) {
    if (!(field instanceof Message message)) {
      return false;
    }
    return switch (message.number()) {
      case Otlp.STATUS -> true;
      case Otlp.ATTRIBUTES ->
          REPLACED.contains(message.text(1)) || OLD_NAMES.contains(message.text(1));
      default -> false;
    };
  }

  private static Message replace(Message message, int number, UnaryOperator<Message> change) {
    List<WireField> fields = new ArrayList<>();
    for (WireField field : message.fields()) {
      fields.add(
          field instanceof Message nested && nested.number() == number
              ? change.apply(nested)
              : field);
    }
    return new Message(message.number(), message.schema(), fields);
  }
}
