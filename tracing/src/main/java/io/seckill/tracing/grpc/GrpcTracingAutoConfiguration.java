package io.seckill.tracing.grpc;

import io.grpc.stub.AbstractStub;
import io.seckill.tracing.Traces;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.GlobalClientInterceptor;
import org.springframework.grpc.server.GlobalServerInterceptor;

/** Puts the interceptors on every channel and every service that Spring makes. */
@AutoConfiguration
@ConditionalOnClass(AbstractStub.class)
class GrpcTracingAutoConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GlobalServerInterceptor.class)
  static class OfServices {

    @Bean
    @GlobalServerInterceptor
    TracedService tracedService(Traces traces) {
      return new TracedService(traces);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GlobalClientInterceptor.class)
  static class OfCalls {

    @Bean
    @GlobalClientInterceptor
    TracedCalls tracedCalls(Traces traces) {
      return new TracedCalls(traces);
    }
  }
}
