package io.seckill.orders.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderNewsReaderTests {

  @Test
  void readsWhatHappened() throws Exception {
    OrderNews created = read(good().build());
    assertThat(created.kind()).isEqualTo(OrderNews.Kind.CREATED);
    assertThat(created.orderId()).isEqualTo("s1.a");
    assertThat(created.quantity()).isEqualTo(2);
    assertThat(created.occurredAt()).isEqualTo(Instant.ofEpochMilli(1_780_000_000_000L));

    OrderNews cancelled =
        read(good().setCancelled(OrderCancelled.newBuilder().setReason("unpaid")).build());
    assertThat(cancelled.kind()).isEqualTo(OrderNews.Kind.CANCELLED);
    assertThat(cancelled.reason()).isEqualTo("unpaid");
  }

  @Test
  void putsNoControlCharactersIntoTexts() throws Exception {
    assertThat(read(good().setItem("A\r\nB\u0000C").build()).item()).isEqualTo("A B C");
  }

  @Test
  void saysWhatIsWrongWithWhatItCannotRead() {
    Map<OrderEvent, String> bad =
        Map.of(
            good().setOrderId("").build(), "order_id: ''",
            good().setOrderId("x".repeat(88)).build(), "order_id: 'xxx",
            good().setSaleId("a b").build(), "sale_id: 'a b'",
            good().setUserId("a\u0000").build(), "user_id: 'a?'",
            good().setCurrency("yuan").build(), "currency: 'yuan'",
            good().setQuantity(0).build(), "quantity: 0 (expected: 1 to 1000)",
            good().setQuantity(1001).build(), "quantity: 1001 (expected: 1 to 1000)",
            good().setPriceMinor(-1).build(), "price_minor: -1",
            good().setItem("x".repeat(201)).build(), "length of item: 201 (expected: 1 to 200)",
            good().setOccurredEpochMillis(0).build(), "occurred_epoch_millis: 0 (expected: 1 to");
    bad.forEach(
        (event, message) ->
            assertThatThrownBy(() -> read(event))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(message));
    assertThatThrownBy(() -> read(good().clearEvent().build()))
        .hasMessage("event: none (expected: created, paid or cancelled)");
    assertThatThrownBy(() -> OrderNewsReader.read(record(null)))
        .hasMessage("value: none (expected: an OrderEvent)");
    assertThatThrownBy(() -> OrderNewsReader.read(record("text".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void leavesAloneWhatALaterVersionAdds() throws Exception {
    OrderEvent refunded =
        good()
            .clearEvent()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(13, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();
    assertThat(OrderNewsReader.read(record(refunded.toByteArray()))).isEmpty();
  }

  private static OrderNews read(OrderEvent event) throws UnreadableEventException {
    return OrderNewsReader.read(record(event.toByteArray())).orElseThrow();
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>("orders", 0, 0, new byte[0], value);
  }

  private static OrderEvent.Builder good() {
    return OrderEvent.newBuilder()
        .setOrderId("s1.a")
        .setSaleId("s1")
        .setUserId("u1")
        .setQuantity(2)
        .setPriceMinor(100)
        .setCurrency("CNY")
        .setItem("Phone")
        .setOccurredEpochMillis(1_780_000_000_000L)
        .setCreated(OrderCreated.getDefaultInstance());
  }
}
