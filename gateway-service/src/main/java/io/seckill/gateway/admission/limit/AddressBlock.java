package io.seckill.gateway.admission.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Addresses that begin with the same bits: CIDR, RFC 4632, for IPv4 and IPv6. */
final class AddressBlock {

  private final byte[] base;
  private final int bits;

  private AddressBlock(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address alone; names are not looked up.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] base = bytes(slash < 0 ? text : text.substring(0, slash));
    if (base != null) {
      try {
        int bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= base.length * 8) {
          return new AddressBlock(base, bits);
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
    }
    throw new IllegalArgumentException(
        "address block: " + text + " (expected: such as 10.0.0.0/8 or fd00::/8)");
  }

  /** An address as its bytes, 4 or 16; null where the text is none. */
  @SuppressWarnings("NullAway") // Netty's answer is null for what is no address
  static byte @Nullable [] bytes(String address) {
    return NetUtil.createByteArrayFromIpAddressString(address);
  }

  boolean contains(byte[] address) {
    if (address.length != base.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = bits % 8;
    return Arrays.equals(address, 0, whole, base, 0, whole)
        && (rest == 0 || ((address[whole] ^ base[whole]) & 0xff) >> (8 - rest) == 0);
  }
}
