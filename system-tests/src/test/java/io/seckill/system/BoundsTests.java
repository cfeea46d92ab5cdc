package io.seckill.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Every remote call has a time-out, every queue a bound, every retry a growing pause with jitter:
 * over the classes of all services. What their configuration says is in {@link TimeoutsTests}.
 */
class BoundsTests {

  private static final JavaClasses SERVICES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seckill")
          .that(
              resideInAnyPackage(
                  "io.seckill.gateway..",
                  "io.seckill.seckill..",
                  "io.seckill.order..",
                  "io.seckill.orders.feed..",
                  "io.seckill.letters..",
                  "io.seckill.notification..",
                  "io.seckill.stats..",
                  "io.seckill.dashboard..",
                  "io.seckill.tracing.."));

  private static final Set<String> ENDLESS_LISTS =
      Set.of(
          "java.util.concurrent.LinkedBlockingQueue.<init>()",
          "java.util.concurrent.LinkedBlockingDeque.<init>()",
          "java.util.concurrent.LinkedTransferQueue.<init>()",
          "java.util.concurrent.ConcurrentLinkedQueue.<init>()",
          "java.util.concurrent.ConcurrentLinkedDeque.<init>()",
          "java.util.concurrent.Executors.newCachedThreadPool()",
          "java.util.concurrent.Executors.newFixedThreadPool(int)",
          "java.util.concurrent.Executors.newSingleThreadExecutor()",
          "reactor.core.publisher.Sinks$MulticastSpec.onBackpressureBuffer()",
          "reactor.core.publisher.Sinks$UnicastSpec.onBackpressureBuffer()",
          "reactor.core.publisher.Flux.onBackpressureBuffer()");

  /** Lists that have no bound of their own, and what bounds them. */
  private static final Map<String, String> BOUNDED_BY =
      Map.of(
          "io.seckill.gateway.purchase.Closing",
          "the requests that wait: seckill.waiting.pending-max",
          "io.seckill.dashboard.Journeys",
          "the steps of one request");

  private static final Set<String> ENDLESS_WAITS =
      Set.of(
          "java.util.concurrent.Future.get()",
          "java.util.concurrent.CompletableFuture.get()",
          "java.util.concurrent.CompletableFuture.join()",
          "java.util.concurrent.CountDownLatch.await()",
          "java.lang.Thread.join()",
          "java.lang.Object.wait()",
          "org.apache.kafka.common.KafkaFuture.get()",
          "reactor.core.publisher.Mono.block()",
          "reactor.core.publisher.Flux.blockLast()");

  /** Waits that name no time, and what ends them. */
  private static final Map<String, String> ENDED_BY =
      Map.of(
          "io.seckill.gateway.purchase.Purchase",
          "asked for only when it is done",
          "io.seckill.gateway.admission.queue.QueueWatch",
          "its client's default.api.timeout.ms",
          "io.seckill.gateway.admission.queue.TokenLog",
          "the producer's delivery.timeout.ms",
          "io.seckill.notification.delivery.Delivery",
          "the sender's own time-out",
          "io.seckill.order.lapse.LapsePass",
          "the producer's delivery.timeout.ms",
          "io.seckill.order.outbox.RelayPass",
          "the producer's delivery.timeout.ms");

  private static final Set<String> CHECKED_BY_THE_CONSTRUCTOR =
      Set.of("io.seckill.dashboard.DashboardSettings.dashboardStreamsMax");

  @Test
  void everyListHasABound() {
    assertThat(whoCalls(ENDLESS_LISTS::contains)).isEqualTo(BOUNDED_BY.keySet());
  }

  @Test
  void everyWaitEnds() {
    assertThat(whoCalls(ENDLESS_WAITS::contains)).isEqualTo(ENDED_BY.keySet());
  }

  @Test
  void everyCallOverHttpHasATimeout() {
    expectAlso(
        call -> call.startsWith("java.net.http.HttpClient.newBuilder"),
        call -> call.startsWith("java.net.http.HttpClient$Builder.connectTimeout"));
    expectAlso(
        call -> call.startsWith("java.net.http.HttpRequest.newBuilder"),
        call -> call.startsWith("java.net.http.HttpRequest$Builder.timeout"));
    assertThat(
            whoCalls(
                call ->
                    call.startsWith("java.net.http.HttpClient.newHttpClient")
                        || call.startsWith("org.springframework.web.client")
                        || call.startsWith("org.springframework.web.reactive.function.client")))
        .as("clients whose time-outs this test does not know")
        .isEmpty();
  }

  @Test
  void everyCallOverGrpcHasADeadline() {
    expectAlso(
        call -> call.matches("io\\.seckill\\.contracts\\..*Grpc\\.new\\w*Stub\\(.*"),
        call -> call.contains(".withDeadlineAfter("));
  }

  @Test
  void everyRetryWaitsLongerEachTimeAndNotAllAtOnce() {
    expectAlso(
        call -> call.startsWith("org.springframework.util.backoff.ExponentialBackOff.<init>"),
        call -> call.startsWith("org.springframework.util.backoff.ExponentialBackOff.setJitter"));
    expectAlso(
        call -> call.startsWith("org.springframework.util.backoff.ExponentialBackOff.<init>"),
        call ->
            call.startsWith("org.springframework.util.backoff.ExponentialBackOff.setMaxInterval"));
    assertThat(whoCalls(call -> call.startsWith("org.springframework.util.backoff.FixedBackOff")))
        .isEmpty();
  }

  @Test
  void everyNumberOfASettingHasBounds() {
    List<Class<?>> settings =
        SERVICES.stream()
            .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
    assertThat(settings).hasSizeGreaterThan(15);
    assertThat(
            settings.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(BoundsTests::isWithoutBounds)
                .map(one -> one.getDeclaringRecord().getName() + "." + one.getName()))
        .containsExactlyElementsOf(CHECKED_BY_THE_CONSTRUCTOR);
  }

  private static boolean isWithoutBounds(RecordComponent one) {
    if (one.getType() != int.class && one.getType() != long.class) {
      return false;
    }
    var accessor = one.getAccessor();
    boolean below =
        accessor.isAnnotationPresent(Min.class) || accessor.isAnnotationPresent(Positive.class);
    return !below || !accessor.isAnnotationPresent(Max.class);
  }

  /** Whoever makes the first call must make the other as well; somebody must make the first. */
  private static void expectAlso(Predicate<String> first, Predicate<String> other) {
    Set<String> makers = whoCalls(first);
    assertThat(makers).isNotEmpty();
    assertThat(whoCalls(other)).containsAll(makers);
  }

  private static Set<String> whoCalls(Predicate<String> wanted) {
    return SERVICES.stream()
        .filter(type -> calls(type).anyMatch(wanted))
        .map(BoundsTests::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> calls(JavaClass type) {
    return Stream.concat(
            type.getCodeUnitCallsFromSelf().stream().map(JavaAccess::getTarget),
            type.getCodeUnitReferencesFromSelf().stream().map(JavaAccess::getTarget))
        .map(target -> target.getFullName().replace(" ", ""));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }
}
