package dev.clew.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import java.util.random.RandomGenerator;

/// The three signals alike: random requests, the decoder, and what it should say.
enum Signals {
  TRACES {
    @Override
    Message random(RandomGenerator random) {
      return new RandomTraces(random).traces();
    }

    @Override
    Message parse(byte[] body) throws InvalidProtocolBufferException {
      return TracesData.parseFrom(body);
    }

    @Override
    Expected expected(Message message) {
      TraceText text = new TraceText((TracesData) message);
      return new Expected(text.rows(), text.rejected());
    }

    @Override
    Decoded<? extends Batch> decode(
        byte[] body, int offset, int length, Encoding encoding, Limits limits) {
      return OtlpDecoder.traces(body, offset, length, encoding, limits, TraceText.RECEIVED_NANOS);
    }
  },
  LOGS {
    @Override
    Message random(RandomGenerator random) {
      return new RandomLogs(random).logs();
    }

    @Override
    Message parse(byte[] body) throws InvalidProtocolBufferException {
      return LogsData.parseFrom(body);
    }

    @Override
    Expected expected(Message message) {
      LogText text = new LogText((LogsData) message);
      return new Expected(text.rows(), text.rejected());
    }

    @Override
    Decoded<? extends Batch> decode(
        byte[] body, int offset, int length, Encoding encoding, Limits limits) {
      return OtlpDecoder.logs(body, offset, length, encoding, limits, TraceText.RECEIVED_NANOS);
    }
  },
  METRICS {
    @Override
    Message random(RandomGenerator random) {
      return new RandomMetrics(random).metrics();
    }

    @Override
    Message parse(byte[] body) throws InvalidProtocolBufferException {
      return MetricsData.parseFrom(body);
    }

    @Override
    Expected expected(Message message) {
      MetricText text = new MetricText((MetricsData) message);
      return new Expected(text.rows(), text.rejected());
    }

    @Override
    Decoded<? extends Batch> decode(
        byte[] body, int offset, int length, Encoding encoding, Limits limits) {
      return OtlpDecoder.metrics(body, offset, length, encoding, limits, TraceText.RECEIVED_NANOS);
    }
  };

  abstract Message random(RandomGenerator random);

  abstract Message parse(byte[] body) throws InvalidProtocolBufferException;

  abstract Expected expected(Message message);

  abstract Decoded<? extends Batch> decode(
      byte[] body, int offset, int length, Encoding encoding, Limits limits);

  Decoded<? extends Batch> decode(byte[] body, Encoding encoding) {
    return decode(body, 0, body.length, encoding, Limits.DEFAULT);
  }

  /// What a batch should say, and how many rows should be missing.
  record Expected(List<String> rows, long rejected) {}
}
