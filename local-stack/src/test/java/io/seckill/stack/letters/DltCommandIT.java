package io.seckill.stack.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.stack.process.Ports;
import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.ServerFolders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on a real Kafka. */
class DltCommandIT {

  private static final byte[] EVENT =
      OrderEvent.newBuilder().setOrderId("sale.1").setUserId("ann").build().toByteArray();

  @TempDir static Path folder;
  private static KafkaServer kafka;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    kafka =
        new KafkaServer(
            new ServerFolders(folder.resolve("data"), folder.resolve("logs")),
            Ports.anyFree(),
            192);
    kafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.kill();
  }

  @Test
  void listsAndShowsWhatWaits() throws Exception {
    String topic = topics("listed");
    die(topic, 1, "ann", EVENT);
    die(topic, 0, "bob", new byte[] {0, 1, 2});

    assertThat(run("list", topic)).isZero();
    assertThat(out.toString())
        .contains(topic + "-dlt 0@0  2026-11-11T12:00:00Z  order-service")
        .contains("key ann  no good")
        .contains("2 letters wait in 1 topics.");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains(topic + "-dlt 0@1");

    assertThat(run("show", topic + "-dlt", "0@1")).isZero();
    assertThat(out.toString())
        .contains("from     " + topic + "-0@7", "service  order-service", "reason   no good")
        .contains("header   own: kept", "0x000102");
  }

  @Test
  void showsAMessageFieldByField() throws Exception {
    makeTopics("orders");
    die("orders", 0, "ann", EVENT);

    assertThat(run("show", "orders", "0@0")).isZero();
    assertThat(out.toString()).contains("order_id: \"sale.1\"", "user_id: \"ann\"");
  }

  @Test
  void replaysEachLetterAsItCameAndOnlyOnce() throws Exception {
    String topic = topics("replayed");
    die(topic, 1, "ann", EVENT);
    die(topic, 1, "bob", new byte[] {9});

    assertThat(run("replay", topic, "--max", "1")).isZero();
    assertThat(out.toString()).contains("1 letters sent back to " + topic);
    assertThat(run("replay", topic)).isZero();
    assertThat(run("replay", topic)).isZero();
    assertThat(out.toString()).contains("0 letters sent back");

    List<ConsumerRecord<byte[], byte[]>> back = read(topic);
    assertThat(back)
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("ann", "bob");
    assertThat(back).extracting(ConsumerRecord::partition).containsOnly(1);
    assertThat(back.get(0).value()).isEqualTo(EVENT);
    assertThat(back.get(0).headers()).hasSize(1);
    assertThat(back.get(0).headers().lastHeader("own").value()).isEqualTo("kept".getBytes(UTF_8));
    run("list", topic);
    assertThat(out.toString()).contains("0 letters wait");
    run("list", topic, "--all");
    assertThat(out.toString()).contains("2 letters in 1 topics.");
  }

  @Test
  void setsLettersAsideWithoutSendingThem() throws Exception {
    String topic = topics("aside");
    die(topic, 0, "ann", EVENT);

    assertThat(run("discard", topic)).isZero();
    assertThat(out.toString()).contains("1 letters of " + topic + "-dlt set aside.");
    assertThat(run("replay", topic)).isZero();
    assertThat(out.toString()).contains("0 letters sent back");

    assertThat(read(topic)).isEmpty();
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(run("show", "nothing", "0@0")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no topic nothing-dlt.");
    assertThat(run("replay")).isEqualTo(2);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--kafka=" + kafka.bootstrapServers());
    return new CommandLine(new DltCommand(Map.of()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private static String topics(String name) throws Exception {
    makeTopics(name);
    return name;
  }

  private static void makeTopics(String name) throws Exception {
    try (Admin admin = Admin.create(address())) {
      admin
          .createTopics(
              List.of(new NewTopic(name, 2, (short) 1), new NewTopic(name + "-dlt", 1, (short) 1)))
          .all()
          .get();
    }
  }

  /** As a service's recoverer writes it. */
  private static void die(String topic, int partition, String key, byte[] value) throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic + "-dlt", null, key.getBytes(UTF_8), value);
    letter.headers().add("own", "kept".getBytes(UTF_8));
    letter.headers().add(DeadLetterHeaders.ORIGINAL_TOPIC, topic.getBytes(UTF_8));
    letter
        .headers()
        .add(
            DeadLetterHeaders.ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(partition).array());
    letter
        .headers()
        .add(DeadLetterHeaders.ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(7).array());
    DeadLetterHeaders.of(
            "order-service",
            Instant.parse("2026-11-11T12:00:00Z"),
            new IllegalArgumentException("no good"))
        .forEach(letter.headers()::add);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(address(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(letter).get();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(address(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static Map<String, Object> address() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
