package io.seckill.gateway.reply;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.stereotype.Component;

/** Where seckill-services reach this gateway's results endpoint: travels with every request. */
@Component
public final class ReplyAddress {

  private final ReplySettings settings;
  private final GrpcServerLifecycle server;

  ReplyAddress(ReplySettings settings, GrpcServerLifecycle server) {
    this.settings = settings;
    this.server = server;
  }

  /** {@code host:port}; known once the gRPC server listens, which is before the web server does. */
  public String hostAndPort() {
    return settings.host() + ":" + server.getPort();
  }
}
