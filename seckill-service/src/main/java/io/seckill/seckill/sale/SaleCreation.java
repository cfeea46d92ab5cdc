package io.seckill.seckill.sale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.Topics;
import io.seckill.seckill.decision.Sale;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Creates sales: writes to the topic, then reads who was first. */
@Component
class SaleCreation {

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final SaleCatalog catalog;
  private final Clock clock;

  SaleCreation(KafkaTemplate<byte[], byte[]> kafka, SaleCatalog catalog, Clock clock) {
    this.kafka = kafka;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** What became of a wish to create a sale: {@code sale} is the one that exists now. */
  record Outcome(Sale sale, boolean created, boolean sameTerms) {}

  /** Creates the sale where there is none; times left 0 are set to now and a day later. */
  Outcome create(Sale wish) {
    Sale existing = catalog.findSurely(wish.saleId());
    if (existing != null) {
      return new Outcome(existing, false, existing.equals(likeThe(existing, wish)));
    }
    long now = clock.millis();
    long starts = wish.startsMillis() == 0 ? now : wish.startsMillis();
    Sale sale = withTimes(wish, starts, starts + DAY_MILLIS, now);
    SaleTerms.check(sale);
    catalog.awaitReadUpTo(write(sale) + 1);
    Sale first = catalog.findSurely(sale.saleId());
    if (first == null) {
      throw new IllegalStateException(
          "sale '" + sale.saleId() + "': not in the topic after its write");
    }
    boolean created = first.equals(sale);
    return new Outcome(first, created, created || first.equals(likeThe(first, wish)));
  }

  /** A wish without times means the times that the sale has. */
  private static Sale likeThe(Sale existing, Sale wish) {
    return withTimes(
        wish, existing.startsMillis(), existing.endsMillis(), existing.createdMillis());
  }

  private static Sale withTimes(Sale wish, long starts, long ends, long created) {
    return new Sale(
        wish.saleId(),
        wish.item(),
        wish.stock(),
        wish.perUser(),
        wish.priceMinor(),
        wish.currency(),
        wish.startsMillis() == 0 ? starts : wish.startsMillis(),
        wish.endsMillis() == 0 ? ends : wish.endsMillis(),
        created);
  }

  private long write(Sale sale) {
    try {
      return kafka
          .send(Topics.SALES, sale.saleId().getBytes(UTF_8), SaleCodec.toWire(sale).toByteArray())
          .get(5, TimeUnit.SECONDS)
          .getRecordMetadata()
          .offset();
    } catch (ExecutionException | TimeoutException e) {
      throw new CatalogBehindException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogBehindException(e);
    }
  }
}
