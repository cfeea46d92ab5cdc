package io.seckill.gateway.reply;

import io.grpc.netty.NettyServerBuilder;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The gRPC server that results arrive at, and when it starts and stops. */
@Configuration(proxyBeanMethods = false)
class ResultsServer {

  /**
   * Before the web server (it starts later and stops earlier): results arrive while HTTP drains.
   */
  static final int PHASE = Integer.MAX_VALUE - 8192;

  /** Seckill services look every few seconds whether a silent gateway still lives. */
  private static final int KEEPALIVE_PERMITTED_SECONDS = 5;

  @Bean
  ServerBuilderCustomizer<NettyServerBuilder> resultsOnTheEventLoop() {
    return server ->
        server
            // Taking results never blocks, so another thread would only add a switch per batch.
            .directExecutor()
            .permitKeepAliveTime(KEEPALIVE_PERMITTED_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
  }

  @Bean
  GrpcServerLifecycle nettyGrpcServerLifecycle(
      NettyGrpcServerFactory factory,
      GrpcServerProperties properties,
      ApplicationEventPublisher events) {
    return new GrpcServerLifecycle(factory, properties.getShutdown().getGracePeriod(), events) {
      @Override
      public int getPhase() {
        return PHASE;
      }
    };
  }
}
