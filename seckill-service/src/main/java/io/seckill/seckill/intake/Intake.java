package io.seckill.seckill.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.seckill.decision.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads requests; what cannot be read goes to the dead letters as it came, and the batch goes on.
 */
@Component
public class Intake {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  /** What a gateway makes and order-service takes: the part behind the sale's id and a dot. */
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9_-]{22}");

  private static final int ADDRESS_LENGTH_MAX = 261;
  private static final int SUFFIX_LENGTH = 22;

  private final DeadLetters deadLetters;
  private final Redeliveries redeliveries;
  private final IntakeSettings settings;
  private final Clock clock;

  Intake(DeadLetters deadLetters, Redeliveries redeliveries, IntakeSettings settings, Clock clock) {
    this.deadLetters = deadLetters;
    this.redeliveries = redeliveries;
    this.settings = settings;
    this.clock = clock;
  }

  /** The requests of one poll, in its order. */
  public List<Arrival> read(List<ConsumerRecord<byte[], byte[]>> records) {
    long answerableFrom = clock.millis() + settings.answerMarginMillis();
    List<Arrival> arrivals = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Request request = decode(record.value());
        arrivals.add(
            new Arrival(
                request,
                request.deadlineMillis() < answerableFrom,
                redeliveries.maybeRepeated(record)));
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        deadLetters.send(record, e);
      }
    }
    return arrivals;
  }

  /** The request that a record is about; null where it cannot be read. */
  public static @Nullable Object requestId(ConsumerRecord<byte[], byte[]> record) {
    try {
      return decode(record.value()).requestId();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return null;
    }
  }

  static Request decode(byte @Nullable [] value) throws InvalidProtocolBufferException {
    if (value == null) {
      throw new IllegalArgumentException("value: null (expected: a SeckillRequest)");
    }
    SeckillRequest message = SeckillRequest.parseFrom(value);
    requireId("sale_id", message.getSaleId());
    requireId("user_id", message.getUserId());
    String requestId = message.getRequestId();
    int saleLength = message.getSaleId().length();
    if (requestId.length() != saleLength + 1 + SUFFIX_LENGTH
        || !requestId.startsWith(message.getSaleId())
        || requestId.charAt(saleLength) != '.'
        || !SUFFIX.matcher(requestId.substring(saleLength + 1)).matches()) {
      throw new IllegalArgumentException(
          "request_id: '%s' (expected: sale id '%s', a dot, %d of A-Z a-z 0-9 _ -)"
              .formatted(requestId, message.getSaleId(), SUFFIX_LENGTH));
    }
    if (message.getQuantity() < 1 || message.getQuantity() > 1000) {
      throw new IllegalArgumentException(
          "quantity: %d (expected: 1 to 1000)".formatted(message.getQuantity()));
    }
    if (!isAddress(message.getReplyTo())) {
      throw new IllegalArgumentException(
          "reply_to: '%s' (expected: host:port)".formatted(message.getReplyTo()));
    }
    return new Request(
        requestId,
        message.getSaleId(),
        message.getUserId(),
        message.getQuantity(),
        message.getDeadlineEpochMillis(),
        message.getReplyTo(),
        message.getGatewayIncarnation());
  }

  /** As whoever calls it reads it: nobody could be called at anything else. */
  private static boolean isAddress(String text) {
    if (text.length() > ADDRESS_LENGTH_MAX) {
      return false;
    }
    try {
      URI read = new URI("//" + text);
      return read.getHost() != null
          && read.getPort() >= 1
          && read.getPort() <= 65_535
          && (read.getHost() + ":" + read.getPort()).equals(text);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void requireId(String field, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to 64 of A-Z a-z 0-9 . _ ~ -)".formatted(field, id));
    }
  }
}
