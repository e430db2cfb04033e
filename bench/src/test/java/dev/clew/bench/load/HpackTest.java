package dev.clew.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HpackTest {
  @Test
  void readsWhatItWrites() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Hpack.encode(block, "grpc-status", "0");
    Hpack.encode(block, "long", "x".repeat(200));

    Map<String, String> headers = Hpack.decode(block.toByteArray(), 0, block.size());

    assertThat(headers).containsEntry("grpc-status", "0").containsEntry("long", "x".repeat(200));
  }

  /// The answer of RFC 7541, appendix C.6.1, whose texts are Huffman codes.
  @Test
  void readsHuffmanTexts() throws IOException {
    byte[] block =
        HexFormat.of()
            .parseHex(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                    + "6e919d29ad171863c78f0b97c8e9ae82ae43d3");

    Map<String, String> headers = Hpack.decode(block, 0, block.length);

    assertThat(headers)
        .containsEntry(":status", "302")
        .containsValues("private", "Mon, 21 Oct 2013 20:13:21 GMT", "https://www.example.com");
  }

  @Test
  void readsIndexedStatus() throws IOException {
    assertThat(Hpack.decode(new byte[] {(byte) 0x88}, 0, 1)).containsEntry(":status", "200");
  }
}
