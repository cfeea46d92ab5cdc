package io.seckill.gateway.door;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** Content negotiation for the one endpoint that stands before WebFlux's own. */
public final class MediaTypes {

  private MediaTypes() {}

  /**
   * Whether the caller sends JSON and takes JSON.
   *
   * @throws Problem.Refused 406 or 415 otherwise
   */
  public static void requireJson(HttpHeaders headers) {
    String accept = headers.getFirst(HttpHeaders.ACCEPT);
    if (accept != null && !accept.equals("*/*") && !accepted(headers.get(HttpHeaders.ACCEPT))) {
      throw Problem.blank(
              406,
              "Not Acceptable",
              "Accept: " + Problem.shown(accept) + " (expected: application/json among it)")
          .refused();
    }
    String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    if (type == null || !(type.equals(MediaType.APPLICATION_JSON_VALUE) || json(type))) {
      throw Problem.blank(
              415,
              "Unsupported Media Type",
              "Content-Type: "
                  + (type == null ? "nothing" : Problem.shown(type))
                  + " (expected: application/json)")
          .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
          .refused();
    }
  }

  private static boolean accepted(@Nullable List<String> accept) {
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .anyMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static boolean json(String type) {
    try {
      return MimeTypeUtils.APPLICATION_JSON.isCompatibleWith(MimeTypeUtils.parseMimeType(type))
          && !type.contains("*");
    } catch (InvalidMimeTypeException e) {
      return false;
    }
  }
}
