package dev.clew.pipeline.servicegraph;

import dev.clew.pipeline.series.TextPool;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call from one service to another, of which one side may not be known yet.
final class Edge {
  static final String DATABASE = "database";
  static final String MESSAGING = "messaging_system";
  static final String VIRTUAL = "virtual_node";

  /// What both sides have in common: the trace and the id of the client's span.
  record Key(long traceHigh, long traceLow, long spanId) {}

  final Key key;
  final long expiresNanos;
  String connectionType = "";
  String virtualSide = "";
  boolean isFailed;
  final Side client;
  final Side server;

  /// First of the configured attributes that names the server.
  int peerRank = Integer.MAX_VALUE;

  String peer = "";

  Edge(Key key, long expiresNanos, int dimensions) {
    this.key = key;
    this.expiresNanos = expiresNanos;
    client = new Side(dimensions);
    server = new Side(dimensions);
  }

  /// One end of a call.
  static final class Side {
    @Nullable String service;
    long durationNanos;
    final @Nullable String[] dimensions;

    Side(int dimensions) {
      this.dimensions = new String[dimensions];
    }

    private void save(DataOutput out) throws IOException {
      write(out, service);
      out.writeLong(durationNanos);
      for (String dimension : dimensions) {
        write(out, dimension);
      }
    }

    private void restore(DataInput in) throws IOException {
      service = read(in);
      durationNanos = in.readLong();
      for (int i = 0; i < dimensions.length; i++) {
        dimensions[i] = read(in);
      }
    }

    private static void write(DataOutput out, @Nullable String text) throws IOException {
      out.writeBoolean(text != null);
      if (text != null) {
        TextPool.write(out, text);
      }
    }

    private static @Nullable String read(DataInput in) throws IOException {
      return in.readBoolean() ? TextPool.read(in) : null;
    }
  }

  boolean isComplete() {
    return client.service != null && server.service != null;
  }

  List<Side> sides() {
    return List.of(client, server);
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(key.traceHigh);
    out.writeLong(key.traceLow);
    out.writeLong(key.spanId);
    out.writeLong(expiresNanos);
    TextPool.write(out, connectionType);
    out.writeBoolean(isFailed);
    out.writeInt(peerRank);
    TextPool.write(out, peer);
    client.save(out);
    server.save(out);
  }

  static Edge restored(DataInput in, int dimensions) throws IOException {
    Key key = new Key(in.readLong(), in.readLong(), in.readLong());
    Edge edge = new Edge(key, in.readLong(), dimensions);
    edge.connectionType = TextPool.read(in);
    edge.isFailed = in.readBoolean();
    edge.peerRank = in.readInt();
    edge.peer = TextPool.read(in);
    edge.client.restore(in);
    edge.server.restore(in);
    return edge;
  }
}
