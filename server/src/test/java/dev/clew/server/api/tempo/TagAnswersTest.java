package dev.clew.server.api.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagAnswersTest {
  private static final int CLIENT_LIMIT = 4 << 20;

  @Test
  void messagesFitIntoWhatClientsTake() {
    List<String> texts = IntStream.range(0, 1_000).mapToObj(i -> i + "x".repeat(10_000)).toList();
    List<TagValues.Typed> values =
        texts.stream().map(text -> new TagValues.Typed("string", text)).toList();
    TagNames names = new TagNames(List.of(new TagNames.Scoped("span", texts)), false);

    assertThat(TagAnswers.protobuf(texts)).hasSizeBetween(1 << 20, CLIENT_LIMIT);
    assertThat(TagAnswers.protobuf(names)).hasSizeBetween(1 << 20, CLIENT_LIMIT);
    assertThat(TagAnswers.protobuf(new TagValues(values, false)))
        .hasSizeBetween(1 << 20, CLIENT_LIMIT);
  }
}
