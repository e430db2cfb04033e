package dev.clew.detect.finding;

import dev.clew.detect.detector.Entity;
import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which incident an entity was last part of. Accounts, addresses and sessions tie findings
/// together; networks, services and realms do not, and neither does an account that is in many
/// incidents.
final class IncidentLinks implements State {
  private static final long WINDOW = 14_400_000_000_000L;
  private static final int MAX_ENTITIES = 50_000;
  private static final int MAX_INCIDENTS = 5;
  private static final int MAX_FINDINGS = 500;

  private final LinkedHashMap<Entity, Link> links = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  private record Link(String incidentId, long nanos, int incidents) {}

  /// The incidents that these entities were part of lately, in the order of the entities.
  List<String> incidentsOf(List<Entity> entities, long nanos) {
    Set<String> found = new LinkedHashSet<>();
    for (Entity entity : entities) {
      Link link = links.get(entity);
      if (link != null
          && Math.abs(nanos - link.nanos()) <= WINDOW
          && link.incidents() <= MAX_INCIDENTS
          && sizes.getOrDefault(link.incidentId(), 0) < MAX_FINDINGS) {
        found.add(link.incidentId());
      }
    }
    return new ArrayList<>(found);
  }

  void link(List<Entity> entities, String incidentId, long nanos) {
    for (Entity entity : entities) {
      boolean isLinking =
          switch (entity.type()) {
            case ACCOUNT, SOURCE, SESSION -> true;
            case NETWORK, SERVICE, REALM -> false;
          };
      if (isLinking) {
        Link before = links.remove(entity);
        int incidents =
            before == null
                ? 1
                : before.incidentId().equals(incidentId)
                    ? before.incidents()
                    : before.incidents() + 1;
        links.put(entity, new Link(incidentId, nanos, incidents));
      }
    }
    while (links.size() > MAX_ENTITIES) {
      links.remove(links.keySet().iterator().next());
    }
  }

  void count(String incidentId) {
    sizes.merge(incidentId, 1, Integer::sum);
  }

  void forget(String incidentId) {
    sizes.remove(incidentId);
  }

  /// Makes one incident of two.
  void merge(String from, String into) {
    links.replaceAll((_, link) ->
        link.incidentId().equals(from) ? new Link(into, link.nanos(), link.incidents()) : link);
    Integer size = sizes.remove(from);
    if (size != null) {
      sizes.merge(into, size, Integer::sum);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(links.size());
    for (Map.Entry<Entity, Link> link : links.entrySet()) {
      Case.saveEntity(out, link.getKey());
      out.writeUTF(link.getValue().incidentId());
      out.writeLong(link.getValue().nanos());
      out.writeInt(link.getValue().incidents());
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      Entity entity = Case.restoreEntity(in);
      links.put(entity, new Link(in.readUTF(), in.readLong(), in.readInt()));
    }
  }
}
