package io.seckill.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who was told what, over HTTP; and what is wrong with a question. */
class NotificationLookupIT extends RunningNotifications {

  @ParameterizedTest
  @CsvSource({
    "/api/notifications?size=501,           400, /problems/bad-request",
    "/api/notifications?size=0,             400, /problems/bad-request",
    "/api/notifications?page=-1,            400, /problems/bad-request",
    "/api/notifications?page=x,             400, /problems/bad-request",
    "/api/notifications?status=LOST,        400, /problems/bad-request",
    "/api/notifications?orderId=,           400, /problems/bad-request",
    "/api/notifications?userId=a%00b,       400, /problems/bad-request",
    "/api/notifications?saleId=a&saleId=b,  400, /problems/bad-request",
    "/api/notification,                     404, about:blank",
  })
  void saysWhatIsWrongWithARequest(String path, int status, String type) throws Exception {
    HttpAnswer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asString("about:blank")).isEqualTo(type);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("at io.seckill", "Exception");
  }

  @Test
  void answersAnEmptyPageWhereNothingMatches() throws Exception {
    HttpAnswer answer = get("/api/notifications?userId=nobody&page=7&size=3");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"items\":[],\"page\":7,\"size\":3,\"total\":0}");
  }
}
