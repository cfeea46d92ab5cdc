package io.seckill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.Cancelled;
import io.seckill.contracts.v1.Closing;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.OrderPaid;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.QueueSignal;
import io.seckill.contracts.v1.Rebuilt;
import io.seckill.contracts.v1.Reserved;
import io.seckill.contracts.v1.Sale;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.contracts.v1.Signal;
import io.seckill.contracts.v1.StockSignal;
import io.seckill.contracts.v1.TokenRoll;
import io.seckill.contracts.v1.Verdict;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes as they stand on Kafka today. Where one of these fails, a change would break messages that
 * were written before it: give the new meaning a new field number instead of changing the bytes
 * here.
 */
class WireCompatibilityTests {

  private static final LedgerEntry ENTRY =
      LedgerEntry.newBuilder()
          .setRequestId("s.abcdefghijklmnopqrstuv")
          .setSaleId("s")
          .setUserId("u")
          .setQuantity(2)
          .setWrittenEpochMillis(1_800_000_000_000L)
          .build();

  private static final OrderEvent EVENT =
      OrderEvent.newBuilder()
          .setEventId("o:created")
          .setOrderId("o")
          .setSaleId("s")
          .setUserId("u")
          .setQuantity(2)
          .setPriceMinor(19_900)
          .setCurrency("CNY")
          .setItem("Phone")
          .setOccurredEpochMillis(1_800_000_000_000L)
          .build();

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            SeckillRequest.newBuilder()
                .setRequestId("s.abcdefghijklmnopqrstuv")
                .setSaleId("s")
                .setUserId("u")
                .setQuantity(2)
                .setDeadlineEpochMillis(1_800_000_000_000L)
                .setBudgetMillis(2000)
                .setReplyTo("gateway:9090")
                .setGatewayIncarnation(0x1122334455667788L)
                .build(),
            "0a18732e6162636465666768696a6b6c6d6e6f707172737475761201731a017520022880a0f1"
                + "c2b13430d00f3a0c676174657761793a39303930418877665544332211"),
        Arguments.of(
            ENTRY.toBuilder()
                .setReserved(
                    Reserved.newBuilder()
                        .setItem("Phone")
                        .setPriceMinor(19_900)
                        .setCurrency("CNY")
                        .setSaleStock(100)
                        .setDeadlineEpochMillis(1_800_000_000_000L)
                        .setTryId(0x1122334455667788L)
                        .setFence(0x2122334455667788L))
                .build(),
            "0a18732e6162636465666768696a6b6c6d6e6f707172737475761201731a017520022880a0f1"
                + "c2b134322b0a0550686f6e6510bc9b011a03434e5920642880a0f1c2b13431887766554433"
                + "2211398877665544332221"),
        Arguments.of(
            ENTRY.toBuilder()
                .setRebuilt(
                    Rebuilt.newBuilder().setFence(0x1122334455667788L).addEnds(0).addEnds(300))
                .build(),
            "0a18732e6162636465666768696a6b6c6d6e6f707172737475761201731a017520022880a0f1"
                + "c2b1344a0e098877665544332211120300ac02"),
        Arguments.of(
            ENTRY.toBuilder()
                .setCancelled(Cancelled.newBuilder().setReason(CancelReason.CANCEL_REASON_DEADLINE))
                .build(),
            "0a18732e6162636465666768696a6b6c6d6e6f707172737475761201731a017520022880a0f1"
                + "c2b1343a020801"),
        Arguments.of(
            ENTRY.toBuilder()
                .setClosing(Closing.newBuilder().setTryId(0x1122334455667788L))
                .build(),
            "0a18732e6162636465666768696a6b6c6d6e6f707172737475761201731a017520022880a0f1"
                + "c2b1344209098877665544332211"),
        Arguments.of(
            Sale.newBuilder()
                .setSaleId("s")
                .setItem("Phone")
                .setStock(100)
                .setPerUser(1)
                .setPriceMinor(19_900)
                .setCurrency("CNY")
                .setStartsEpochMillis(1_800_000_000_000L)
                .setEndsEpochMillis(1_800_000_086_400L)
                .setCreatedEpochMillis(1_799_999_999_999L)
                .build(),
            "0a0173120550686f6e651864200128bc9b013203434e593880a0f1c2b1344080c3f6c2b13448"
                + "ff9ff1c2b134"),
        Arguments.of(
            EVENT.toBuilder().setCreated(OrderCreated.newBuilder()).build(),
            "0a096f3a6372656174656412016f1a0173220175280230bc9b013a03434e59420550686f6e65"
                + "4880a0f1c2b1345200"),
        Arguments.of(
            EVENT.toBuilder().setPaid(OrderPaid.newBuilder()).build(),
            "0a096f3a6372656174656412016f1a0173220175280230bc9b013a03434e59420550686f6e65"
                + "4880a0f1c2b1345a00"),
        Arguments.of(
            EVENT.toBuilder()
                .setCancelled(OrderCancelled.newBuilder().setReason("deadline"))
                .build(),
            "0a096f3a6372656174656412016f1a0173220175280230bc9b013a03434e59420550686f6e65"
                + "4880a0f1c2b134620a0a08646561646c696e65"),
        Arguments.of(
            Signal.newBuilder()
                .setStock(
                    StockSignal.newBuilder()
                        .setSaleId("s")
                        .setSoldOut(true)
                        .setTurn(1_800_000_000_000_000L)
                        .setEndsEpochMillis(1_800_000_086_400L))
                .build(),
            "0a150a01731001188080e2c4f2a299032080c3f6c2b134"),
        Arguments.of(
            Signal.newBuilder()
                .setQueue(
                    QueueSignal.newBuilder()
                        .setInstance(0x1122334455667788L)
                        .setBacklog(1_000)
                        .setDrainPerSecond(0.5)
                        .setVipBacklog(3)
                        .setVipDrainPerSecond(2))
                .build(),
            "122009887766554433221110e80719000000000000e03f2003290000000000000040"),
        Arguments.of(
            TokenRoll.newBuilder().setFirst(1_000_000).setTokens(250).build(), "08c0843d10fa01"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bytesOnKafkaStayAsTheyAre(Message message, String golden)
      throws InvalidProtocolBufferException {
    byte[] bytes = HexFormat.of().parseHex(golden);
    assertThat(message.getParserForType().parseFrom(bytes)).isEqualTo(message);
    assertThat(HexFormat.of().formatHex(message.toByteArray())).isEqualTo(golden);
  }

  /** A field that no golden message fills would not be watched. */
  @ParameterizedTest
  @MethodSource("messages")
  void everyFieldIsWatched(Message message, String golden) {
    assertThat(message.getDescriptorForType().getFields())
        .filteredOn(field -> field.getContainingOneof() == null)
        .allSatisfy(field -> assertThat(message.getAllFields()).containsKey(field));
    message.getAllFields().values().stream()
        .filter(Message.class::isInstance)
        .map(Message.class::cast)
        .forEach(
            inner ->
                assertThat(inner.getAllFields().keySet())
                    .containsExactlyInAnyOrderElementsOf(fields(inner.getDescriptorForType())));
  }

  @Test
  void numbersOfOutcomesAndVerdictsStayAsTheyAre() {
    assertThat(
            Stream.of(Outcome.values())
                .filter(o -> o != Outcome.UNRECOGNIZED)
                .collect(Collectors.toMap(Enum::name, Outcome::getNumber)))
        .containsAllEntriesOf(
            Map.of(
                "OUTCOME_SUCCESS", 1,
                "OUTCOME_SOLD_OUT", 2,
                "OUTCOME_LIMIT_EXCEEDED", 3,
                "OUTCOME_RISK_REJECTED", 4,
                "OUTCOME_NOT_STARTED", 5,
                "OUTCOME_ENDED", 6,
                "OUTCOME_UNKNOWN_SALE", 7,
                "OUTCOME_KEY_REUSED", 8,
                "OUTCOME_CANCELLED", 9));
    assertThat(Verdict.VERDICT_ACCEPTED.getNumber()).isEqualTo(1);
    assertThat(Verdict.VERDICT_DECIDED_OTHERWISE.getNumber()).isEqualTo(2);
    assertThat(Verdict.VERDICT_NOT_HERE.getNumber()).isEqualTo(3);
  }

  private static Iterable<FieldDescriptor> fields(Descriptor descriptor) {
    return descriptor.getFields();
  }
}
