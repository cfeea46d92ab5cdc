package io.seckill.system.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Puts the classes of one process together as Spring does, by the types of their constructors, in
 * microseconds instead of seconds. Where there are several constructors the longest counts: it is
 * the one that takes the clock.
 */
public final class Wiring {

  /** Smaller than production's where only size would hide what can go wrong. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "seckill.sales-address.host-and-port", "seckill:9091",
          "seckill.risk.requests-per-user-and-second", "1000",
          "seckill.replies.gone-millis", "1000",
          "seckill.handoff.queue-max", "100");

  private static final Binder BINDER = new Binder(new MapConfigurationPropertySource(SETTINGS));
  private static final Map<Class<?>, Object> BOUND = new ConcurrentHashMap<>();
  private static final Map<Class<?>, Recipe> RECIPES = new ConcurrentHashMap<>();

  private record Recipe(Constructor<?> constructor, Class<?>[] needed) {}

  private final List<Object> parts = new ArrayList<>();

  public Wiring with(Object... more) {
    parts.addAll(Arrays.asList(more));
    return this;
  }

  /** The one of this type; made now where there is none yet. */
  public <T> T the(Class<T> type) {
    for (Object part : parts) {
      if (type.isInstance(part)) {
        return type.cast(part);
      }
    }
    T made = type.cast(make(type));
    parts.add(made);
    return made;
  }

  /** The settings of this type, by their defaults. */
  public static <T> T settings(Class<T> type) {
    return type.cast(BOUND.computeIfAbsent(type, Wiring::bind));
  }

  private static Object bind(Class<?> type) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    return BINDER.bindOrCreate(prefix, Bindable.of(type));
  }

  private Object make(Class<?> type) {
    if (type.isAnnotationPresent(ConfigurationProperties.class)) {
      return settings(type);
    }
    Recipe recipe = RECIPES.computeIfAbsent(type, Wiring::recipe);
    Object[] needed = new Object[recipe.needed().length];
    for (int i = 0; i < needed.length; i++) {
      needed[i] = the(recipe.needed()[i]);
    }
    try {
      return recipe.constructor().newInstance(needed);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Recipe recipe(Class<?> type) {
    Constructor<?> longest =
        Arrays.stream(type.getDeclaredConstructors())
            .max(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow(() -> new IllegalStateException(type + " is no class to be made"));
    longest.setAccessible(true);
    return new Recipe(longest, longest.getParameterTypes());
  }
}
