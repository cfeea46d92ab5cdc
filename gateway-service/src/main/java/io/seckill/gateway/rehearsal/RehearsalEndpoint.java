package io.seckill.gateway.rehearsal;

import io.seckill.gateway.door.Body;
import io.seckill.gateway.door.Json;
import io.seckill.gateway.door.Problem;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * HTTP: what the form on the page does. No page of another origin may: its browser names itself in
 * {@code Sec-Fetch-Site} or {@code Origin}, and would have to ask for leave before it sends JSON.
 */
@RestController
@RequestMapping(path = "/dashboard/rehearsal")
class RehearsalEndpoint {

  private final Rehearsals rehearsals;

  RehearsalEndpoint(Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
  }

  /** 202: the sale is there and its shoppers come. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> begin(ServerHttpRequest request) {
    requireSameOrigin(request);
    return Body.of(request)
        .flatMap(body -> Mono.fromFuture(rehearsals.begin(body)))
        .map(
            saleId ->
                ResponseEntity.accepted()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Json.object().plain("saleId", saleId).bytes()));
  }

  /** 204, whether or not one is being held. */
  @DeleteMapping
  ResponseEntity<Void> end(ServerHttpRequest request) {
    requireSameOrigin(request);
    rehearsals.end();
    return ResponseEntity.noContent().build();
  }

  private static void requireSameOrigin(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    @Nullable String site = headers.getFirst("Sec-Fetch-Site");
    @Nullable String origin = headers.getOrigin();
    boolean elsewhere =
        site != null && !site.equals("same-origin")
            || origin != null && !Objects.equals(authority(origin), headers.getFirst("Host"));
    if (elsewhere) {
      throw Problem.of(
              403, "other-origin", "Other origin", "Only this gateway's own page may do this.")
          .refused();
    }
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
