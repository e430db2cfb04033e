package dev.clew.bench.template;

import static dev.clew.bench.template.Otlp.attribute;

import dev.clew.bench.draw.Catalogue;
import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField.Leaf;
import dev.clew.bench.wire.WireField.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// 20 services with 10 operations each, some frequent, some rare. One span in ten carries
/// attributes that are too rare for a column of their own.
///
/// Hostile spans have names, user names, user agents and one attribute key that never repeat.
final class CanonSpans implements MadeBodies.Kind {
  private static final List<String> SERVICES =
      List.of(
          "gateway",
          "identity",
          "session",
          "token",
          "account",
          "profile",
          "consent",
          "audit",
          "risk",
          "mfa",
          "directory",
          "federation",
          "policy",
          "wallet",
          "notify",
          "device",
          "recovery",
          "invite",
          "billing",
          "archive");
  private static final int OPERATIONS = 10;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;

  private final RandomGenerator random;
  private final boolean hostile;

  CanonSpans(RandomGenerator random, boolean hostile) {
    this.random = random;
    this.hostile = hostile;
  }

  @Override
  public String service(int index) {
    return SERVICES.get(rank(SERVICES.size()));
  }

  @Override
  public MadeBodies.MadeSpan span(String service, int index) {
    int operation = SERVICES.indexOf(service) * OPERATIONS + rank(OPERATIONS);
    boolean isServer = index % 2 == 0;
    List<Message> attributes = isServer ? server(operation) : client(operation);
    if (random.nextInt(10) == 0) {
      attributes.add(attribute("app.cohort", random.nextInt(10) == 0 ? "alpha" : "beta"));
      attributes.add(attribute("app.ticket", "t-000000", Slot.TICKET));
    }
    if (hostile) {
      addHostile(attributes);
    }
    String name = (isServer ? "POST " : "call ") + Catalogue.route(operation);
    return new MadeBodies.MadeSpan(
        name, hostile ? Slot.NOISE : Slot.NONE, isServer ? SERVER : CLIENT, attributes);
  }

  private List<Message> server(int operation) {
    List<Message> attributes = new ArrayList<>();
    attributes.add(attribute("http.request.method", "POST"));
    attributes.add(attribute("http.response.status_code", random.nextInt(30) == 0 ? 404 : 200));
    attributes.add(attribute("url.scheme", "https"));
    attributes.add(attribute("url.path", Catalogue.route(operation)));
    attributes.add(attribute("server.address", "id.example.com"));
    attributes.add(attribute("server.port", 8_443));
    attributes.add(attribute("network.protocol.version", "1.1"));
    attributes.add(attribute("thread.id", random.nextInt(20, 220)));
    return attributes;
  }

  private List<Message> client(int operation) {
    List<Message> attributes = new ArrayList<>();
    attributes.add(attribute("db.system.name", "postgresql"));
    attributes.add(attribute("db.namespace", "identity"));
    attributes.add(attribute("db.operation.name", operation % 3 == 0 ? "SELECT" : "UPDATE"));
    attributes.add(attribute("db.collection.name", "table_" + operation));
    attributes.add(
        attribute(
            "db.query.text",
            "SELECT id, name, state, changed FROM table_%d WHERE id = $1 AND state <> $2"
                .formatted(operation)));
    attributes.add(attribute("server.address", "db-%d.internal".formatted(operation % 4)));
    attributes.add(attribute("server.port", 5_432));
    attributes.add(attribute("thread.id", random.nextInt(20, 220)));
    return attributes;
  }

  private static void addHostile(List<Message> attributes) {
    attributes.add(attribute("enduser.id", "x".repeat(48), Slot.NOISE));
    attributes.add(attribute("http.user_agent.raw", "x".repeat(160), Slot.NOISE));
    Leaf value = Leaf.text(1, "1", Slot.NONE);
    attributes.add(
        new Message(
            Otlp.ATTRIBUTES,
            Schema.KEY_VALUE,
            List.of(
                Leaf.text(1, "x".repeat(24), Slot.NOISE),
                new Message(2, Schema.ANY_VALUE, List.of(value)))));
  }

  /// Rank 0 is drawn most often.
  private int rank(int count) {
    return (int) (Math.pow(random.nextDouble(), 2.5) * count);
  }
}
