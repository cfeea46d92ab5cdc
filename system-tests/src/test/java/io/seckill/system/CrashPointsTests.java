package io.seckill.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.seckill.crash.CrashPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every crash point is in the code of its service, and in one {@link CrashWave}. */
class CrashPointsTests {

  private static final JavaClasses SERVICES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seckill")
          .that(not(resideInAPackage("io.seckill.crash..")));

  @Test
  void everyPointIsReachedByItsServiceOnly() {
    Map<String, Set<String>> services =
        SERVICES.stream()
            .flatMap(type -> type.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getTargetOwner().isEquivalentTo(CrashPoint.class))
            .collect(
                groupingBy(
                    access -> access.getTarget().getName(),
                    mapping(CrashPointsTests::service, toSet())));

    assertThat(services).containsOnlyKeys(names());
    services.forEach(
        (point, reachedBy) ->
            assertThat(reachedBy).as(point).containsExactly(CrashPoint.valueOf(point).service()));
  }

  private static List<String> names() {
    return Arrays.stream(CrashPoint.values()).map(Enum::name).toList();
  }

  private static String service(JavaFieldAccess access) {
    return access.getOriginOwner().getPackageName().split("\\.")[2];
  }

  @Test
  void everyPointIsExercisedOnce() {
    assertThat(Arrays.stream(CrashWave.values()).flatMap(wave -> wave.points().stream()))
        .containsExactlyInAnyOrder(CrashPoint.values());
  }

  @Test
  void everyCrashIsOfItsService() {
    for (CrashWave wave : CrashWave.values()) {
      assertThat(wave.crashes(1))
          .allSatisfy(
              crash -> assertThat(crash.process()).startsWith(crash.point().service() + "-"));
    }
  }
}
