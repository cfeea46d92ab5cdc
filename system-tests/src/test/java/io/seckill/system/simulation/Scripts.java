package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.MathLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.VarArgFunction;

/** Runs Redis scripts as they are, each compiled once for each thread. */
final class Scripts {

  private static final ThreadLocal<Scripts> OF_THREAD = ThreadLocal.withInitial(Scripts::new);

  private final Globals globals = new Globals();
  private final Map<String, LuaValue> compiled = new HashMap<>();
  private RedisData data = RedisData.NONE;

  private Scripts() {
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new StringLib());
    globals.load(new TableLib());
    globals.load(new MathLib());
    LoadState.install(globals);
    LuaC.install(globals);
    // Redis has Lua 5.1: unpack is global, and a format may have a precision.
    globals.set("unpack", globals.get("table").get("unpack"));
    globals.get("string").set("format", new Format());
    LuaTable redis = new LuaTable();
    redis.set("call", new Call());
    globals.set("redis", redis);
  }

  /** The reply of a script: a Long, a String or a list of Strings. */
  static Object run(RedisData data, String source, List<String> keys, List<String> args) {
    return OF_THREAD.get().eval(data, source, keys, args);
  }

  private Object eval(RedisData on, String source, List<String> keys, List<String> args) {
    LuaValue script = compiled.computeIfAbsent(source, globals::load);
    globals.set("KEYS", table(keys));
    globals.set("ARGV", table(args));
    data = on;
    return reply(script.call());
  }

  private static LuaTable table(List<String> values) {
    LuaTable table = new LuaTable(values.size(), 0);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      table.rawset(i + 1, value == null ? LuaValue.FALSE : LuaValue.valueOf(value));
    }
    return table;
  }

  private static Object reply(LuaValue value) {
    if (!value.istable()) {
      return value.type() == LuaValue.TNUMBER ? (Object) value.tolong() : value.tojstring();
    }
    List<String> list = new ArrayList<>();
    for (int i = 1; !value.get(i).isnil(); i++) {
      list.add(value.get(i).tojstring());
    }
    return list;
  }

  private final class Call extends VarArgFunction {

    @Override
    public Varargs invoke(Varargs args) {
      String[] words = new String[args.narg()];
      for (int i = 0; i < words.length; i++) {
        words[i] = args.arg(i + 1).checkjstring();
      }
      Object answer = data.call(words);
      if (answer instanceof Long number) {
        return LuaValue.valueOf((double) number);
      }
      if (answer instanceof String text) {
        return LuaValue.valueOf(text);
      }
      return answer instanceof List<?> list ? table(strings(list)) : LuaValue.FALSE;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(List<?> list) {
    return (List<String>) list;
  }

  /** The two formats that the scripts use, as Lua 5.1 writes them. */
  private static final class Format extends VarArgFunction {

    @Override
    public Varargs invoke(Varargs args) {
      String format = args.checkjstring(1);
      double value = args.checkdouble(2);
      return switch (format) {
        case "%d" -> LuaValue.valueOf(Long.toString((long) value));
        case "%.0f" -> LuaValue.valueOf(Long.toString((long) Math.rint(value)));
        default ->
            throw new IllegalArgumentException("format: " + format + " (expected: %d or %.0f)");
      };
    }
  }
}
