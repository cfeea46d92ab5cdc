package io.seckill.seckill;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.intake.DeadLetters;
import io.seckill.seckill.inventory.Answer;
import io.seckill.seckill.inventory.Claim;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerOffsets;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.sale.SaleCatalog;
import io.seckill.tracing.RequestLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Follows the ledger. A cancellation, whoever wrote it, gives its units back, once; this is the
 * only place where stock is released. A reservation that Redis does not know was made under a fence
 * that fell and told to nobody: its units are locked now, or it is cancelled.
 */
@Component
class LedgerListener {

  private static final Logger log = LoggerFactory.getLogger(LedgerListener.class);

  private final SaleCatalog catalog;
  private final StockKeeper stockKeeper;
  private final LedgerWriter ledger;
  private final DeadLetters deadLetters;
  private final LedgerMeters meters;

  LedgerListener(
      SaleCatalog catalog,
      StockKeeper stockKeeper,
      LedgerWriter ledger,
      DeadLetters deadLetters,
      LedgerMeters meters) {
    this.catalog = catalog;
    this.stockKeeper = stockKeeper;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @KafkaListener(
      id = LedgerOffsets.FOLLOWERS,
      topics = Topics.RESERVATIONS,
      containerFactory = "ledgerListeners")
  void onEntries(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<Sale, List<Entry>> bySale = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Entry entry = Entry.decode(record.value());
        bySale.computeIfAbsent(saleOf(entry), s -> new ArrayList<>()).add(entry);
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        deadLetters.send(record, e);
      }
    }
    bySale.forEach(this::follow);
    CrashPoint.AFTER_FOLLOWING.reached();
  }

  private Sale saleOf(Entry entry) {
    Sale sale = catalog.findSurely(entry.saleId());
    if (sale == null) {
      throw new IllegalArgumentException(
          "sale_id: '" + entry.saleId() + "' (expected: a sale that exists)");
    }
    return sale;
  }

  private void follow(Sale sale, List<Entry> entries) {
    Set<String> cancelled = new LinkedHashSet<>();
    Set<String> unpaid = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Cancellation cancellation) {
        // Any other reason outweighs: what was cancelled before it could be paid was never won.
        if (!cancellation.isUnpaid()) {
          unpaid.remove(entry.requestId());
        } else if (!cancelled.contains(entry.requestId())) {
          unpaid.add(entry.requestId());
        }
        cancelled.add(entry.requestId());
      }
    }
    List<Entry.Reservation> reservations = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Reservation r && !cancelled.contains(r.requestId())) {
        reservations.add(r);
      }
    }
    if (!cancelled.isEmpty()) {
      List<String> ids = List.copyOf(cancelled);
      meters.released(stockKeeper.release(sale, ids, unpaid));
    }
    if (!reservations.isEmpty()) {
      confirm(sale, reservations);
    }
  }

  private void confirm(Sale sale, List<Entry.Reservation> reservations) {
    List<Claim> claims =
        reservations.stream().map(r -> new Claim(request(r), Claim.Mode.ADOPT)).toList();
    List<Answer> answers = stockKeeper.reserve(sale, claims).each();
    List<Entry> cancellations = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Answer answer = answers.get(i);
      if (answer.kind() == Answer.Kind.RESERVED) {
        meters.adopted();
      }
      if (answer.kind() == Answer.Kind.HELD_OTHERWISE) {
        // Its cancellation would hit the reservation that stands.
        RequestLine.write(
            claims.get(i).request().requestId(),
            (String) null,
            () ->
                log.error(
                    "The reservation stands with another user or quantity than the ledger has"));
      } else if (!answer.holdsUnits()) {
        cancellations.add(
            Entry.Cancellation.of(claims.get(i).request(), Entry.Cancellation.Reason.FENCED));
      }
    }
    if (!cancellations.isEmpty()) {
      log.info(
          "{} reservations of sale {} hold no units: cancelled",
          cancellations.size(),
          sale.saleId());
      ledger.write(cancellations);
    }
  }

  private static Request request(Entry.Reservation r) {
    return new Request(
        r.requestId(), r.saleId(), r.userId(), r.quantity(), r.deadlineMillis(), "", 0, r.tryId());
  }
}
