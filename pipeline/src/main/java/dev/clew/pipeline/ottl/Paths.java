package dev.clew.pipeline.ottl;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the paths of a context stand for.
final class Paths {
  private Paths() {}

  /// What a path stands for.
  ///
  /// @throws OttlException if it stands for nothing
  static Accessor resolve(Context context, Tree.Path path) {
    Tree.Segment first = path.segments().getFirst();
    Context named = first.keys().isEmpty() ? Context.named(first.name()) : null;
    if (named != null && path.segments().size() > 1 && context.visible().contains(named)) {
      return resolve(context, named, path.rest(), path);
    }
    return resolve(context, context, path, path);
  }

  private static Accessor resolve(
      Context context, Context owner, Tree.Path path, Tree.Path fullPath) {
    List<Tree.Segment> segments = path.segments();
    List<Tree.Key> keys = segments.getLast().keys();
    String first = segments.getFirst().name();
    Operand.Level level =
        owner == Context.RESOURCE && context != Context.RESOURCE
            ? Operand.Level.RESOURCE
            : Operand.Level.ROW;
    if (first.equals("attributes") && owner != Context.METRIC) {
      if (segments.size() > 1) {
        throw unused(segments.get(1));
      }
      return new AttributePath(attribution(context, owner), level, keys);
    }
    Map<String, Column> columns = columns(owner);
    String name = segments.stream().map(Tree.Segment::name).collect(Collectors.joining("."));
    Column column = columns.get(name);
    if (column == null) {
      throw unknown(context, columns, segments, fullPath);
    }
    for (Tree.Segment segment : segments.subList(0, segments.size() - 1)) {
      if (!segment.keys().isEmpty()) {
        throw unusedKeys(segment);
      }
    }
    if (keys.isEmpty()) {
      return column.at(fullPath.text(), level);
    }
    return keyed(owner, name, keys, segments.getLast());
  }

  /// A part of a column that has parts.
  private static Accessor keyed(
      Context owner, String name, List<Tree.Key> keys, Tree.Segment segment) {
    if (owner == Context.SPAN
        && name.equals("trace_state")
        && keys.size() == 1
        && keys.getFirst() instanceof Tree.Key.Name(String key)) {
      return new TraceStatePath(key);
    }
    if (owner == Context.LOG && name.equals("body")) {
      return new BodyPart(keys);
    }
    throw unusedKeys(segment);
  }

  private static Map<String, Column> columns(Context owner) {
    return switch (owner) {
      case LOG -> LogPaths.LOG;
      case DATAPOINT -> PointPaths.DATAPOINT;
      case METRIC -> PointPaths.METRIC;
      case SPANEVENT -> SpanPaths.EVENT;
      case SPAN -> SpanPaths.SPAN;
      case RESOURCE -> OriginPaths.RESOURCE;
      case SCOPE -> OriginPaths.SCOPE;
    };
  }

  private static Attribution attribution(Context context, Context owner) {
    return switch (owner) {
      case RESOURCE -> Attribution.RESOURCE;
      case SCOPE -> Attribution.SCOPE;
      case SPANEVENT -> Attribution.EVENT;
      case SPAN -> context == Context.SPANEVENT ? Attribution.SPAN : Attribution.OWN;
      case LOG, DATAPOINT, METRIC -> Attribution.OWN;
    };
  }

  /// Says which part of a path is the first that leads nowhere.
  private static OttlException unknown(
      Context context,
      Map<String, Column> columns,
      List<Tree.Segment> segments,
      Tree.Path fullPath) {
    String walked = "";
    for (Tree.Segment segment : segments) {
      String next = walked.isEmpty() ? segment.name() : walked + "." + segment.name();
      boolean isKnown =
          columns.containsKey(next)
              || columns.keySet().stream().anyMatch(path -> path.startsWith(next + "."));
      if (!isKnown && columns.containsKey(walked)) {
        boolean hasParts = columns.keySet().stream().anyMatch(path -> isBelow(path, walked(next)));
        return hasParts ? invalid(segment, fullPath, context) : unused(segment);
      } else if (!isKnown) {
        return invalid(segment, fullPath, context);
      }
      walked = next;
    }
    return invalid(segments.getLast(), fullPath, context);
  }

  private static String walked(String next) {
    int point = next.lastIndexOf('.');
    return point < 0 ? "" : next.substring(0, point);
  }

  private static boolean isBelow(String path, String parent) {
    return path.startsWith(parent + ".");
  }

  private static OttlException invalid(Tree.Segment segment, Tree.Path fullPath, Context context) {
    return new OttlException(
        "segment %s from path %s is not a valid path nor a valid OTTL keyword for the %s context"
            .formatted(
                Quoted.quote(segment.name()), Quoted.quote(excerpt(fullPath)), context.label()));
  }

  private static String excerpt(Tree.Path path) {
    String text = path.text();
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private static OttlException unused(Tree.Segment segment) {
    return new OttlException(
        ("the path section %s was not used by the context - this likely means you are using extra"
                + " path sections")
            .formatted(Quoted.quote(segment.name())));
  }

  private static OttlException unusedKeys(Tree.Segment segment) {
    return new OttlException(
        ("the keys indexing %s were not used by the context - this likely means you are trying to"
                + " index a path that does not support indexing")
            .formatted(Quoted.quote(segment.name())));
  }

  /// A part of the body of a log record.
  private record BodyPart(List<Tree.Key> keys) implements Accessor {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public Slot bind(View view) {
      return Indexed.slot(LogPaths.BODY.bind(view), keys);
    }

    @Override
    public Writer writer() {
      return view -> {
        Slot body = LogPaths.BODY.bind(view);
        return (row, value) -> {
          body.read(row);
          LogPaths.setBody(view, row, Indexed.with(body.value(), keys, value.value()));
        };
      };
    }
  }
}
