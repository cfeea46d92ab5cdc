package io.seckill.stack.plan;

/**
 * One process of a service.
 *
 * @param number from 1
 * @param grpcPort 0 where the service serves no gRPC
 */
public record Instance(Service service, int number, int httpPort, int grpcPort) {

  /** As in {@code seckill-2}. */
  public String name() {
    return service.id() + "-" + number;
  }

  /** Its dashboard and API. */
  public String url() {
    return "http://127.0.0.1:" + httpPort;
  }
}
