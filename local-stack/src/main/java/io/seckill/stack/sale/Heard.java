package io.seckill.stack.sale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an HTTP response says, or that there was none.
 *
 * @param detail why there is no answer, or the beginning of one that was not understood
 */
record Heard(
    Answer answer,
    int status,
    @Nullable String requestId,
    @Nullable String orderId,
    String detail) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DETAIL_CHARS_MAX = 200;

  static Heard nothing(String why) {
    return new Heard(Answer.NO_ANSWER, 0, null, null, why);
  }

  static Heard of(FullHttpResponse response) {
    ByteBuf content = response.content();
    return of(
        response.status().code(),
        response.headers().get(HttpHeaderNames.LOCATION),
        ByteBufUtil.getBytes(content));
  }

  /**
   * @param location the header {@code Location}: the request's own URL
   */
  static Heard of(int status, @Nullable String location, byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException notJson) {
      // A proxy's page or an empty body: only the status speaks.
      json = JSON.missingNode();
    }
    String requestId = text(json, "requestId");
    if (requestId == null && location != null) {
      requestId = lastPart(location);
    }
    String orderId = text(json, "orderId");
    Answer answer = answer(status, json, orderId);
    String detail = answer == Answer.NOT_UNDERSTOOD || answer == Answer.REJECTED ? begin(body) : "";
    return new Heard(answer, status, requestId, orderId, detail);
  }

  private static Answer answer(int status, JsonNode json, @Nullable String orderId) {
    if (status == 200) {
      return orderId != null && "SUCCESS".equals(text(json, "outcome"))
          ? Answer.SUCCESS
          : Answer.NOT_UNDERSTOOD;
    }
    if (status == 202) {
      return Answer.ACCEPTED;
    }
    String type = text(json, "type");
    return Answer.ofProblem(status, type == null ? "" : problemOf(type));
  }

  private static String problemOf(String type) {
    return type.equals("about:blank") ? "" : lastPart(type);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  private static String begin(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.length() <= DETAIL_CHARS_MAX ? text : text.substring(0, DETAIL_CHARS_MAX) + "…";
  }
}
