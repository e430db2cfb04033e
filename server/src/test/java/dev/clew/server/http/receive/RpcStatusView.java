package dev.clew.server.http.receive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;

/// A `google.rpc.Status` read without its class.
public record RpcStatusView(int code, String message, List<String> detailTypes, long retrySeconds) {
  public static RpcStatusView parse(byte[] bytes) throws InvalidProtocolBufferException {
    UnknownFieldSet status = UnknownFieldSet.parseFrom(bytes);
    List<String> types = new ArrayList<>();
    long retrySeconds = -1;
    for (var detail : status.getField(3).getLengthDelimitedList()) {
      UnknownFieldSet any = UnknownFieldSet.parseFrom(detail);
      String type = any.getField(1).getLengthDelimitedList().getFirst().toStringUtf8();
      types.add(type);
      if (type.endsWith("RetryInfo")) {
        UnknownFieldSet info =
            UnknownFieldSet.parseFrom(any.getField(2).getLengthDelimitedList().getFirst());
        UnknownFieldSet delay =
            UnknownFieldSet.parseFrom(info.getField(1).getLengthDelimitedList().getFirst());
        retrySeconds = delay.getField(1).getVarintList().getFirst();
      }
    }
    return new RpcStatusView(
        status.getField(1).getVarintList().getFirst().intValue(),
        status.getField(2).getLengthDelimitedList().getFirst().toStringUtf8(),
        types,
        retrySeconds);
  }
}
