package io.seckill.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the way of one request together: what this service knows of it, and what the others say when
 * asked. Nothing is kept; whoever does not answer in time is named.
 */
final class Journeys {

  private static final Logger log = LoggerFactory.getLogger(Journeys.class);
  private static final Duration WITHIN = Duration.ofSeconds(4);
  private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};

  private final List<Footprints> own;
  private final Neighbours neighbours;
  private final HttpClient http;

  Journeys(List<Footprints> own, Neighbours neighbours) {
    this.own = own;
    this.neighbours = neighbours;
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  }

  /** What this service alone knows. */
  Mono<List<Step>> here(String requestId) {
    return Mono.fromCallable(() -> own.stream().flatMap(one -> one.of(requestId).stream()).toList())
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** What all know. It does not fail. */
  Mono<Journey> of(String requestId) {
    Collection<Step> known = new ConcurrentLinkedQueue<>();
    Map<String, URI> all = neighbours.all();
    Collection<String> silent = ConcurrentHashMap.newKeySet();
    List<Mono<Void>> asked =
        all.entrySet().stream()
            .map(
                one ->
                    Mono.fromFuture(() -> ask(one.getValue(), requestId))
                        .doOnNext(known::addAll)
                        .onErrorResume(
                            trouble -> {
                              log.debug("No steps from {}: {}", one, trouble.toString());
                              silent.add(one.getKey());
                              return Mono.empty();
                            })
                        .then())
            .toList();
    Mono<Void> here =
        here(requestId).doOnNext(known::addAll).onErrorResume(trouble -> Mono.empty()).then();
    return Mono.when(here, Mono.when(asked))
        .then(
            Mono.fromSupplier(
                () ->
                    Journey.of(
                        requestId,
                        known,
                        // In the order of the flow.
                        all.keySet().stream().filter(silent::contains).toList())));
  }

  private CompletableFuture<List<Step>> ask(URI service, String requestId) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("dashboard/steps/" + requestId))
            .timeout(WITHIN)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).thenApply(Journeys::steps);
  }

  private static List<Step> steps(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " (expected: 200)");
    }
    return JsonMapper.shared().readValue(answer.body(), STEPS);
  }
}
