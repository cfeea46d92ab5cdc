package io.seckill.gateway.admission.limit;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is. {@code X-Forwarded-For} is a list to which each proxy adds whom it heard;
 * everything before the first entry that a trusted proxy added may be invented by the caller. So it
 * is read from its end, as long as the ones that say it are trusted: RFC 7239, section 8.1.
 */
final class ClientAddress {

  private static final int ENTRIES_MAX = 20;

  private final List<AddressBlock> proxies;

  ClientAddress(List<AddressBlock> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * The address of the client, as text.
   *
   * @param peer the other end of the connection
   * @param forwarded the values of {@code X-Forwarded-For} as they came; null: none
   */
  String of(InetAddress peer, @Nullable List<String> forwarded) {
    String said = peer.getHostAddress();
    if (forwarded == null || !isProxy(peer.getAddress())) {
      return said;
    }
    String[] entries = String.join(",", forwarded).split(",", -1);
    int least = Math.max(0, entries.length - ENTRIES_MAX);
    for (int i = entries.length - 1; i >= least; i--) {
      String entry = withoutPort(entries[i].strip());
      byte[] address = AddressBlock.bytes(entry);
      if (address == null) {
        return said;
      }
      said = entry;
      if (!isProxy(address)) {
        return said;
      }
    }
    return said;
  }

  private boolean isProxy(byte[] address) {
    for (AddressBlock proxy : proxies) {
      if (proxy.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String entry) {
    if (entry.startsWith("[")) {
      int end = entry.indexOf(']');
      return end < 0 ? entry : entry.substring(1, end);
    }
    int colon = entry.indexOf(':');
    return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
  }
}
