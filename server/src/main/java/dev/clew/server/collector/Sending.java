package dev.clew.server.collector;

import dev.clew.model.Batch;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.assembly.StageFactory.Place;
import dev.clew.pipeline.export.Delivery;
import dev.clew.pipeline.export.DurableQueue;
import dev.clew.pipeline.export.ExportCounters;
import dev.clew.pipeline.export.Exporting;
import dev.clew.pipeline.export.Pauses;
import dev.clew.pipeline.export.QueueStage;
import dev.clew.pipeline.export.Sender;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Function;

/// One exporter that sends elsewhere: its queue, and what sends from it.
final class Sending implements AutoCloseable {
  private static final long QUEUE_BYTES = 4L << 30;
  private static final long FILE_BYTES = 32L << 20;

  private final String name;
  private final DurableQueue queue;
  private final Sender sender;
  private final Exporting exporting;

  private Sending(String name, DurableQueue queue, Sender sender, Exporting exporting) {
    this.name = name;
    this.queue = queue;
    this.sender = sender;
    this.exporting = exporting;
  }

  /// Opens the queue and begins to send what it holds.
  ///
  /// @param folder of the queue
  static Sending open(String name, Path folder, Sender sender, Delivery delivery) {
    DurableQueue queue =
        DurableQueue.open(
            folder,
            new DurableQueue.Limits(
                delivery.queue().size(), delivery.queue().sizer(), QUEUE_BYTES, FILE_BYTES));
    Exporting exporting =
        Exporting.start(name, queue, sender, delivery, new SecureRandom(), Pauses.SYSTEM);
    return new Sending(name, queue, sender, exporting);
  }

  /// The end of a pipeline in one partition.
  ///
  /// @param encoder writes a batch as what is sent
  Stage stage(Place place, Function<Batch, byte[]> encoder) {
    return new QueueStage(place.partition() + "/" + place.id(), queue, encoder);
  }

  String name() {
    return name;
  }

  DurableQueue queue() {
    return queue;
  }

  boolean isFailing() {
    return exporting.isFailing();
  }

  ExportCounters counters() {
    return exporting.counters();
  }

  @Override
  public void close() {
    exporting.close();
    queue.close();
    sender.close();
  }
}
