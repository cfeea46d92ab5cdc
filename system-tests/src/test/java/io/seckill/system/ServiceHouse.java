package io.seckill.system;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How one service is laid out. A room is a package below the service's own, named from there; the
 * service's own package is the room without a name.
 */
final class ServiceHouse {

  private final String service;
  private final String home;
  private final Set<String> story;
  private final Set<String> vocabulary;
  private final Set<String> doors;
  private final List<Exception> exceptions;

  /** A way between two rooms that the rule does not allow, and why it is there all the same. */
  record Exception(String from, String to, String reason) {

    boolean allows(String source, String target) {
      return from.equals(source) && to.equals(target);
    }
  }

  /** A service whose rooms know nothing of each other; only its own package sees them all. */
  ServiceHouse(String service) {
    this(service, Set.of(""), Set.of(), Set.of(), List.of());
  }

  private ServiceHouse(
      String service,
      Set<String> story,
      Set<String> vocabulary,
      Set<String> doors,
      List<Exception> exceptions) {
    this.service = service;
    this.home = "io.seckill." + service;
    this.story = story;
    this.vocabulary = vocabulary;
    this.doors = doors;
    this.exceptions = exceptions;
  }

  /** The rooms whose classes tell a story: others meet in them. */
  ServiceHouse storyIn(String... rooms) {
    Set<String> told = new HashSet<>(List.of(rooms));
    told.add("");
    return new ServiceHouse(service, Set.copyOf(told), vocabulary, doors, exceptions);
  }

  /** The rooms whose types every other room may speak. */
  ServiceHouse vocabulary(String... rooms) {
    return new ServiceHouse(service, story, Set.of(rooms), doors, exceptions);
  }

  /** The rooms that speak the wire's generated types. */
  ServiceHouse doors(String... rooms) {
    return new ServiceHouse(service, story, vocabulary, Set.of(rooms), exceptions);
  }

  ServiceHouse exception(String from, String to, String reason) {
    List<Exception> more = new ArrayList<>(exceptions);
    more.add(new Exception(from, to, reason));
    return new ServiceHouse(service, story, vocabulary, doors, List.copyOf(more));
  }

  /** Every room that the layout names; one that is gone or renamed would check nothing. */
  Set<String> namedRooms() {
    Set<String> named = new HashSet<>(story);
    named.addAll(vocabulary);
    named.addAll(doors);
    return named;
  }

  Set<String> roomsOf(JavaClasses classes) {
    return classes.stream()
        .filter(isInside())
        .map(this::roomOf)
        .collect(toCollection(TreeSet::new));
  }

  DescribedPredicate<JavaClass> isInside() {
    return DescribedPredicate.describe("are in " + service + "-service", this::holds);
  }

  DescribedPredicate<JavaClass> isAtADoor() {
    return DescribedPredicate.describe(
        "are at the doors " + doors, type -> holds(type) && doors.contains(roomOf(type)));
  }

  ArchCondition<JavaClass> keepToTheirRoom() {
    return new ArchCondition<>(
        "know no room beside theirs (story in %s, vocabulary %s, exceptions %s)"
            .formatted(story, vocabulary, exceptions)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        waysOut(type)
            .filter(way -> isForbidden(roomOf(type), roomOf(way.getTargetClass())))
            .forEach(way -> events.add(SimpleConditionEvent.violated(type, way.getDescription())));
      }
    };
  }

  /** Exceptions that no class makes use of any more. */
  List<Exception> unusedExceptions(JavaClasses classes) {
    return exceptions.stream()
        .filter(
            exception ->
                classes.stream()
                    .filter(isInside())
                    .flatMap(this::waysOut)
                    .noneMatch(
                        way ->
                            exception.allows(
                                roomOf(way.getOriginClass()), roomOf(way.getTargetClass()))))
        .toList();
  }

  private Stream<Dependency> waysOut(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(way -> holds(way.getTargetClass()))
        .filter(way -> !roomOf(way.getTargetClass()).equals(roomOf(type)));
  }

  private boolean isForbidden(String from, String to) {
    return !story.contains(from)
        && !vocabulary.contains(to)
        && exceptions.stream().noneMatch(exception -> exception.allows(from, to));
  }

  private boolean holds(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(home) || name.startsWith(home + ".");
  }

  private String roomOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(home) ? "" : name.substring(home.length() + 1);
  }

  @Override
  public String toString() {
    return service + "-service";
  }
}
