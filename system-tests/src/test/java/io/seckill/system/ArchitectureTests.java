package io.seckill.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The rules of the house, over the classes of all services. */
class ArchitectureTests {

  private static final String WIRE = "io.seckill.contracts.v1..";
  private static final String ORDER_FEED = "io.seckill.orders.feed..";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seckill");

  private static final JavaClasses SERVICES =
      HOUSE.that(
          resideInAnyPackage(
              "io.seckill.gateway..",
              "io.seckill.seckill..",
              "io.seckill.order..",
              "io.seckill.notification..",
              "io.seckill.stats.."));

  static final List<ServiceHouse> HOUSES =
      List.of(
          new ServiceHouse("gateway")
              .storyIn("purchase", "admission")
              // Problems, ids and bodies of HTTP, and what a bucket is to those who ask it.
              .vocabulary("door", "admission.bucket")
              .doors("admission", "admission.queue", "handoff", "reply", "sale", "signal")
              .exception(
                  "purchase.waiting",
                  "reply",
                  "what is waited for is the outcome that the way back brings: one type for both"),
          new ServiceHouse("seckill")
              .vocabulary("decision")
              .doors("intake", "ledger", "outcome", "sale", "signal"),
          // Two stories: the ledger comes in, and somebody pays.
          new ServiceHouse("order")
              .storyIn("intake", "payment")
              .doors("intake", "lapse", "journey"),
          // The door of those who listen to orders is module order-feed.
          new ServiceHouse("notification"),
          new ServiceHouse("stats"));

  @Test
  void thereIsSomethingToCheck() {
    for (ServiceHouse house : HOUSES) {
      assertThat(house.roomsOf(SERVICES))
          .as(house.toString())
          .containsAll(house.namedRooms())
          .hasSizeGreaterThan(2);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.seckill.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @ParameterizedTest
  @FieldSource("HOUSES")
  void roomsBesideEachOtherMeetOnlyInTheStory(ServiceHouse house) {
    classes().that(house.isInside()).should(house.keepToTheirRoom()).check(SERVICES);
  }

  @ParameterizedTest
  @FieldSource("HOUSES")
  void everyExceptionIsStillNeeded(ServiceHouse house) {
    assertThat(house.unusedExceptions(SERVICES)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("HOUSES")
  void generatedTypesStayAtTheDoors(ServiceHouse house) {
    noClasses()
        .that(house.isInside())
        .and(not(house.isAtADoor()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(WIRE)
        .check(SERVICES);
  }

  @ParameterizedTest
  @FieldSource("HOUSES")
  void noServiceKnowsAnother(ServiceHouse house) {
    classes()
        .that(house.isInside())
        .should()
        .onlyDependOnClassesThat(
            house
                .isInside()
                .or(
                    resideInAnyPackage(
                        "io.seckill.contracts..",
                        "io.seckill.crash..",
                        "io.seckill.dashboard..",
                        "io.seckill.letters..",
                        "io.seckill.tracing..",
                        ORDER_FEED))
                .or(not(resideInAPackage("io.seckill.."))))
        .check(SERVICES);
  }

  /** Whoever makes the events knows nothing of those who listen: that is the decoupling. */
  @Test
  void onlySubscribersKnowTheOrderFeed() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ORDER_FEED, "io.seckill.notification..", "io.seckill.stats..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ORDER_FEED)
        .check(HOUSE);
  }

  @Test
  void noNameSaysOnlyThatItHelps() {
    noClasses()
        .that(not(resideInAPackage(WIRE)))
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper)")
        .check(HOUSE);
    noClasses()
        .should()
        .resideInAnyPackage(
            "..common..", "..util..", "..utils..", "..impl..", "..dto..", "..config..")
        .check(HOUSE);
  }

  @Test
  void servicesLogAndDoNotPrint() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SERVICES);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(SERVICES);
  }

  @Test
  void settingsAreRecords() {
    classes()
        .that()
        .areAnnotatedWith(ConfigurationProperties.class)
        .should()
        .beRecords()
        .check(HOUSE);
  }

  @Test
  void everyRoomHasASignOnItsDoor() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> rooms =
          files
              .filter(
                  file ->
                      root.relativize(file).toString().matches("[a-z-]+/src/main/java/.*\\.java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(rooms).hasSizeGreaterThan(30).allSatisfy(ArchitectureTests::expectSign);
    }
  }

  private static void expectSign(Path room) throws IOException {
    Path sign = room.resolve("package-info.java");
    assertThat(sign).exists();
    assertThat(Files.readString(sign))
        .as(sign.toString())
        .startsWith("/**")
        .contains("@NullMarked");
  }
}
