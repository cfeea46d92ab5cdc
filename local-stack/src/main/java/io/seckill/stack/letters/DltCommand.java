package io.seckill.stack.letters;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code seckill dlt}: what could not be processed, why, and back to its topic with it. */
@Command(
    name = "dlt",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Dead letters: records that a service could never process, in topics <topic>-dlt.",
      "The address of Kafka is that of the system that runs here, or SECKILL_KAFKA."
    })
public final class DltCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int COULD_NOT = 2;
  private static final int REASON_WIDTH = 100;
  private static final String KAFKA_DEFAULT = "127.0.0.1:9092";

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description = "Address of Kafka.")
  private @Nullable String kafka;

  /** Asks the Kafka of the environment. */
  public DltCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Without a subcommand: what waits. */
  @Override
  public Integer call() throws InterruptedException {
    return list(null, false);
  }

  @Command(description = "Lists the letters that wait, or all.", mixinStandardHelpOptions = true)
  int list(
      @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "Only of this topic.")
          @Nullable String topic,
      @Option(names = "--all", description = "Also those that were replayed or set aside.")
          boolean all)
      throws InterruptedException {
    return tell(
        out -> {
          try (Mailroom mailroom = new Mailroom(address())) {
            List<LetterTopic> topics =
                topic == null ? mailroom.topics() : List.of(LetterTopic.of(topic));
            List<Letter> letters = new ArrayList<>();
            topics.forEach(each -> letters.addAll(mailroom.letters(each, all)));
            letters.forEach(letter -> out.println(line(letter)));
            out.println(
                "%,d letters%s in %d topics."
                    .formatted(letters.size(), all ? "" : " wait", topics.size()));
          }
        });
  }

  @Command(description = "Shows one letter whole.", mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "TOPIC") String topic,
      @Parameters(paramLabel = "PLACE", description = "partition@offset, as listed.") String place)
      throws InterruptedException {
    return tell(
        out -> {
          LetterTopic of = LetterTopic.of(topic);
          try (Mailroom mailroom = new Mailroom(address())) {
            Letter letter =
                mailroom.letters(of, true).stream()
                    .filter(each -> each.place().equals(place))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new NoLettersException(
                                "There is no letter %s in %s.".formatted(place, of.name())));
            out.println("letter   %s %s".formatted(letter.topic(), letter.place()));
            out.println("from     " + letter.origin());
            out.println("service  " + letter.service());
            out.println("time     " + letter.time());
            out.println("reason   " + letter.reason());
            out.println("stack    " + letter.stack());
            out.println("key      " + letter.key());
            letter
                .ownHeaders()
                .forEach(
                    header ->
                        out.println(
                            "header   %s: %s"
                                .formatted(header.key(), Bytes.shown(header.value()))));
            out.println("value");
            out.println(Bytes.message(of.original(), letter.record().value()));
          }
        });
  }

  @Command(
      description = {
        "Sends the letters that wait back to their topic, oldest first, as they came.",
        "Safe to repeat: what was sent back is remembered in Kafka and not sent again."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Parameters(paramLabel = "TOPIC") String topic,
      @Option(
              names = "--max",
              paramLabel = "N",
              description = "At most so many.",
              defaultValue = "2147483647")
          int max)
      throws InterruptedException {
    return tell(
        out -> {
          try (Replay replay = Replay.sending(address())) {
            LetterTopic of = LetterTopic.of(topic);
            out.println(
                "%,d letters sent back to %s.".formatted(replay.run(of, max), of.original()));
          }
        });
  }

  @Command(
      description = "Sets letters that wait aside, oldest first: they stay, and are not replayed.",
      mixinStandardHelpOptions = true)
  int discard(
      @Parameters(paramLabel = "TOPIC") String topic,
      @Option(
              names = "--max",
              paramLabel = "N",
              description = "At most so many.",
              defaultValue = "2147483647")
          int max)
      throws InterruptedException {
    return tell(
        out -> {
          try (Replay aside = Replay.settingAside(address())) {
            LetterTopic of = LetterTopic.of(topic);
            out.println("%,d letters of %s set aside.".formatted(aside.run(of, max), of.name()));
          }
        });
  }

  private interface Telling {
    void to(PrintWriter out) throws InterruptedException;
  }

  private int tell(Telling telling) throws InterruptedException {
    PrintWriter out = spec().commandLine().getOut();
    try {
      telling.to(out);
      out.flush();
      return DONE;
    } catch (NoLettersException e) {
      spec().commandLine().getErr().println(e.getMessage());
    } catch (KafkaException e) {
      spec()
          .commandLine()
          .getErr()
          .println("Kafka at %s cannot be read: %s".formatted(address(), e.getMessage()));
    }
    return COULD_NOT;
  }

  private String address() {
    return kafka != null ? kafka : environment.getOrDefault("SECKILL_KAFKA", KAFKA_DEFAULT);
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }

  private static String line(Letter letter) {
    String reason = letter.reason();
    return "%s %s  %s  %s  %s  key %s  %s"
        .formatted(
            letter.topic(),
            letter.place(),
            letter.time(),
            letter.service(),
            letter.stack(),
            letter.key(),
            reason.length() <= REASON_WIDTH ? reason : reason.substring(0, REASON_WIDTH) + "…");
  }
}
