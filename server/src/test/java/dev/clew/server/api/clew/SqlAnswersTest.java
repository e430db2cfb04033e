package dev.clew.server.api.clew;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.server.api.QuestionException;
import dev.clew.store.sql.CancelToken;
import dev.clew.store.sql.SqlResult;
import org.junit.jupiter.api.Test;

final class SqlAnswersTest {
  @Test
  void aRefusalNamesLineAndColumnOfItsPosition() {
    SqlAnswers answers = new SqlAnswers((_, _, _) -> new SqlResult.Refused("no such column", 22));

    assertThatThrownBy(() -> ask(answers, "SELECT '\uD83D\uDE00',\\n  '\uD83D\uDE00', nme"))
        .isInstanceOf(QuestionException.class)
        .hasMessage("at line 2, col 8: no such column");
  }

  @Test
  void aRefusalWithoutPositionIsTheMessageAlone() {
    SqlAnswers answers = new SqlAnswers((_, _, _) -> new SqlResult.Refused("one statement", 0));

    assertThatThrownBy(() -> ask(answers, "SELECT 1; SELECT 2")).hasMessage("one statement");
  }

  private static void ask(SqlAnswers answers, String sql) throws Exception {
    answers.answer("{\"sql\":\"%s\"}".formatted(sql), "application/json", new CancelToken());
  }
}
