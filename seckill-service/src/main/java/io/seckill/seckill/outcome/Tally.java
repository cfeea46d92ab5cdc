package io.seckill.seckill.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what each gateway was told. Gateways come and go: the last hundred are remembered. */
final class Tally {

  private static final int GATEWAYS_MAX = 100;

  private final Map<String, Told> byGateway = new LinkedHashMap<>(16, 0.75f, true);

  synchronized void answered(String gateway, int results) {
    Told before = byGateway.getOrDefault(gateway, new Told(0, false));
    put(gateway, new Told(before.results() + results, false));
  }

  synchronized void silent(String gateway) {
    Told before = byGateway.getOrDefault(gateway, new Told(0, false));
    put(gateway, new Told(before.results(), true));
  }

  synchronized Map<String, Told> byGateway() {
    return new TreeMap<>(byGateway);
  }

  private void put(String gateway, Told told) {
    byGateway.put(gateway, told);
    if (byGateway.size() > GATEWAYS_MAX) {
      byGateway.remove(byGateway.keySet().iterator().next());
    }
  }
}
