package io.seckill.gateway.purchase;

import io.seckill.gateway.door.Ids;
import io.seckill.gateway.door.MediaTypes;
import io.seckill.gateway.door.Problem;
import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.gateway.purchase.waiting.RequestKey;
import io.seckill.tracing.Trail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriUtils;

/** Reads a purchase out of HTTP: what does not keep to the rules is refused. */
final class PurchaseReader {

  private static final String USER = "X-User-Id";
  private static final String TIER = "X-User-Tier";
  private static final String VIP = "vip";
  private static final String KEY = "Idempotency-Key";

  private PurchaseReader() {}

  /**
   * The request, found valid.
   *
   * @param pathPart the sale's part of the path, as it came
   * @param client the client's address, where addresses are limited
   * @param trail null where the request is not sampled
   * @throws Problem.Refused 400, 401, 405, 406 or 415 otherwise
   */
  static Asked read(
      String pathPart,
      @Nullable String client,
      ServerHttpRequest request,
      byte[] body,
      @Nullable Trail trail) {
    HttpHeaders headers = request.getHeaders();
    requirePost(request);
    String userId = user(headers);
    MediaTypes.requireJson(headers);
    String saleId = Ids.require("saleId", decoded(pathPart));
    String key = key(headers);
    int quantity = PurchaseBody.quantity(body);
    return new Asked(
        new RequestId(saleId, key == null ? RequestKey.random() : RequestKey.of(userId, key)),
        key != null,
        userId,
        client,
        quantity,
        vip(headers),
        Preference.of(headers.get("Prefer")),
        trail);
  }

  private static String decoded(String saleId) {
    if (saleId.indexOf('%') < 0) {
      return saleId;
    }
    try {
      return UriUtils.decode(saleId, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return saleId;
    }
  }

  private static void requirePost(ServerHttpRequest request) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      throw Problem.blank(
              405,
              "Method Not Allowed",
              "method: " + request.getMethod().name() + " (expected: POST)")
          .header(HttpHeaders.ALLOW, "POST")
          .refused();
    }
  }

  private static String user(HttpHeaders headers) {
    String user = single(headers, USER);
    if (user == null) {
      throw Problem.of(
              401, "unauthenticated", "Unauthenticated", USER + ": nothing (expected: a user id)")
          .header(HttpHeaders.WWW_AUTHENTICATE, USER)
          .refused();
    }
    return Ids.require(USER, user);
  }

  /** The caller's claim, as the user id is. */
  private static boolean vip(HttpHeaders headers) {
    String tier = single(headers, TIER);
    if (tier == null || tier.equals(VIP)) {
      return tier != null;
    }
    throw Problem.badRequest(TIER + ": " + Problem.shown(tier) + " (expected: vip, or nothing)")
        .refused();
  }

  private static @Nullable String key(HttpHeaders headers) {
    String key = single(headers, KEY);
    return key == null ? null : Ids.require(KEY, key);
  }

  private static @Nullable String single(HttpHeaders headers, String name) {
    List<String> values = headers.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw Problem.badRequest(name + ": " + values.size() + " headers (expected: 1)").refused();
    }
    return values.get(0);
  }
}
