package io.seckill.gateway.rehearsal;

import io.seckill.dashboard.Action;
import io.seckill.dashboard.Progress;
import io.seckill.gateway.door.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sales held from the page, one at a time. */
@Component
public final class Rehearsals implements SmartLifecycle {

  private static final int THREADS = 2;

  /** How much longer than its shoppers come a sale is open. */
  private static final long OPEN_LONGER_SECONDS = 600;

  private final RehearsalSettings settings;
  private final InetAddress bound;
  private final Clock clock;
  private volatile int port;
  private @Nullable ScheduledExecutorService threads;
  private volatile @Nullable Rehearsal latest;
  private volatile boolean running;

  Rehearsals(RehearsalSettings settings, ServerProperties server, Clock clock) {
    this.settings = settings;
    InetAddress address = server.getAddress();
    this.bound = address == null ? InetAddress.getLoopbackAddress() : address;
    this.clock = clock;
  }

  @EventListener
  void listensAt(WebServerInitializedEvent event) {
    // Not that of the actuator, should it have one of its own.
    if (event.getApplicationContext().getServerNamespace() == null) {
      port = event.getWebServer().getPort();
    }
  }

  /** Whether this gateway does such a thing. */
  public boolean allowed() {
    return settings.allowed();
  }

  /** The form on the page. */
  public Action action() {
    return new Action(
        "dashboard/rehearsal",
        "Hold the sale",
        "Stop",
        List.of(
            new Action.Field(
                "shoppers",
                "Shoppers",
                within(2000, settings.shoppersMax()),
                1,
                settings.shoppersMax()),
            new Action.Field(
                "stock", "Units on sale", within(100, settings.stockMax()), 1, settings.stockMax()),
            new Action.Field(
                "rate",
                "Requests a second",
                within(100, settings.rateMax()),
                1,
                settings.rateMax())));
  }

  private static int within(int wanted, int max) {
    return Math.min(wanted, max);
  }

  /** How the latest one goes or went. */
  public Progress progress() {
    Rehearsal now = latest;
    return now == null ? Progress.none() : now.progress();
  }

  /**
   * Begins one: when the future is done its shoppers come. Errors: 400 `bad-request`, 403
   * `rehearsals-off`, 409 `rehearsal-runs`, 503 `unavailable`.
   *
   * @return the id of its sale
   */
  CompletableFuture<String> begin(byte[] body) {
    requireAllowed();
    RehearsalPlan plan = RehearsalPlan.read(body, settings);
    ScheduledExecutorService clockThread = threads();
    OwnDoor door = new OwnDoor(new InetSocketAddress(bound, port), clockThread);
    String saleId = "page-" + Long.toString(clock.millis(), 36);
    Rehearsal next = new Rehearsal(plan, saleId, door, settings.waitingMax());
    takeTurn(next);
    Instant endsAt = clock.instant().plusSeconds(2L * plan.seconds() + OPEN_LONGER_SECONDS);
    return door.create(saleId, plan.stock(), endsAt)
        .handle(
            (created, failure) -> {
              if (failure != null) {
                next.fail();
                throw refused(failure);
              }
              next.begin(clockThread);
              return saleId;
            });
  }

  private synchronized void takeTurn(Rehearsal next) {
    Rehearsal now = latest;
    if (now != null && !now.isOver()) {
      throw Problem.of(
              409,
              "rehearsal-runs",
              "A sale is being held",
              "Sale " + now.saleId() + " is being held already; stop it or wait for its end.")
          .refused();
    }
    latest = next;
  }

  private static Problem.Refused refused(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof Problem.Refused told
        ? told
        : Problem.unavailable("This gateway does not reach its own door; nothing was begun.")
            .refused();
  }

  /** Ends the one that runs, if any; who waits is still answered. */
  void end() {
    requireAllowed();
    Rehearsal now = latest;
    if (now != null) {
      now.stop();
    }
  }

  private void requireAllowed() {
    if (!settings.allowed()) {
      throw Problem.of(
              403,
              "rehearsals-off",
              "Not here",
              "Holding sales from the page is switched off at this gateway.")
          .refused();
    }
  }

  /** Made when the first sale is held; most gateways never need them. */
  private synchronized ScheduledExecutorService threads() {
    ScheduledExecutorService made = threads;
    if (made == null) {
      made =
          Executors.newScheduledThreadPool(
              THREADS,
              task -> {
                Thread thread = new Thread(task, "rehearsal");
                thread.setDaemon(true);
                return thread;
              });
      threads = made;
    }
    return made;
  }

  @Override
  public void start() {
    running = true;
  }

  /** Early: a gateway that is about to stop sends itself no more shoppers. */
  @Override
  public void stop() {
    running = false;
    Rehearsal now = latest;
    if (now != null) {
      now.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
