package io.seckill.dashboard;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** The cards below every service's own panels: what its process uses. */
final class JvmPanels {

  private static final long MEBIBYTE = 1024 * 1024;

  private JvmPanels() {}

  static List<Panel> list() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return List.of(
        figure(
            "jvm-heap",
            "Heap",
            "MB",
            Series.value("heap", () -> memory.getHeapMemoryUsage().getUsed() / (double) MEBIBYTE)),
        figure(
            "jvm-cpu", "CPU", "%", Series.value("cpu", () -> percent(system.getProcessCpuLoad()))),
        figure(
            "jvm-gc",
            "Garbage collection",
            "ms/s",
            Series.rate(
                "gc",
                () ->
                    collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum())),
        figure(
            "jvm-threads",
            "Threads",
            "",
            Series.value("threads", ManagementFactory.getThreadMXBean()::getThreadCount)));
  }

  /** The JVM answers a negative load while it does not know it yet. */
  private static double percent(double load) {
    return load < 0 ? Double.NaN : load * 100;
  }

  private static Panel figure(String id, String title, String unit, Series series) {
    return new Panel.Figure(id, title, unit, "", series, null, new Panel.LastKnown());
  }
}
