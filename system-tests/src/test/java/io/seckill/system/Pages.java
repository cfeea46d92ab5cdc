package io.seckill.system;

import static org.awaitility.Awaitility.await;

import io.seckill.stack.plan.Service;
import java.time.Duration;

/** The system whose pages are looked at. */
final class Pages {

  /** For a machine that is busy with other things. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private Pages() {}

  /** All of it runs, whatever the test before did to it. */
  static RunningSystem system() {
    RunningSystem system = RunningSystem.standard();
    system.stack().startMissing();
    return system;
  }

  /** Where a service serves its page. */
  static String url(Service service) {
    return RunningSystem.standard().stack().url(service.id() + "-1") + "/";
  }

  /** A sale that does not sell out. */
  static String newSale() {
    String sale = Unique.sale();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> RunningSystem.standard().gateway().hasSale(sale, 1_000_000, 1));
    return sale;
  }

  /** A number that an API tells. */
  static long count(Api api, String path, String member) {
    return api.get(path).send().has(200).json().path(member).asLong();
  }
}
