# The images of this system, one target each: gateway-service, seckill-service, order-service,
# notification-service, stats-service, front (what listens for all of them), shopper (./seckill without a JDK).
# Maven runs once for all: every target copies from the one stage "build".
#
# Works in BuildKit and in the classic builder. That rules out cache mounts (RUN --mount does not parse
# in the classic one), so dependencies are a layer of their own, made of the poms alone.

FROM maven:3.9-eclipse-temurin-25 AS sources
COPY . /all
# A module that is added needs no line here. Copies are compared by content, so each changes only what it has to.
RUN mkdir /poms /code && cd /all && rm -r ops \
    && cp -r .mvn /poms && find . -name pom.xml -exec cp --parents {} /poms \; \
    && cp -r . /code

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY --from=sources /poms/ ./
RUN mvn -B -q -pl '!system-tests,!benchmarks' dependency:go-offline
COPY --from=sources /code/ ./
RUN mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl '!system-tests,!benchmarks' package \
    # Servers for machines without Docker have no place in an image.
    && rm -f local-stack/target/lib/embedded-postgres-binaries-*.jar
# Layers by how often they change: libraries, then what is built here.
RUN for service in gateway seckill order notification stats; do \
      java -Djarmode=tools -jar "$service-service/target/$service-service-exec.jar" extract --layers \
        --application-filename service.jar --destination "/layers/$service-service" || exit 1; \
    done

FROM eclipse-temurin:25-jre AS java
# Its user 1000 is taken.
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin seckill
COPY ops/docker/healthy /usr/local/bin/healthy
WORKDIR /app
USER seckill

FROM java AS service
# Set JDK_JAVA_OPTIONS to add to jvm.options, or to override it.
COPY ops/docker/jvm.options ./
ENV SECKILL_BIND=0.0.0.0
# Each look is a process in the container: cheap, not free.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=5 \
  CMD ["sh", "-c", "healthy $SECKILL_HTTP_PORT /actuator/health/readiness"]
ENTRYPOINT ["java", "@jvm.options", "-jar", "service.jar"]

FROM service AS gateway-service
ENV SECKILL_HTTP_PORT=8080 SECKILL_GRPC_PORT=9090
EXPOSE 8080 9090
COPY --from=build /layers/gateway-service/dependencies/ ./
COPY --from=build /layers/gateway-service/snapshot-dependencies/ ./
COPY --from=build /layers/gateway-service/application/ ./

FROM service AS seckill-service
ENV SECKILL_HTTP_PORT=8081 SECKILL_GRPC_PORT=9091
EXPOSE 8081 9091
COPY --from=build /layers/seckill-service/dependencies/ ./
COPY --from=build /layers/seckill-service/snapshot-dependencies/ ./
COPY --from=build /layers/seckill-service/application/ ./

# The three behind the queue: no shopper waits for them, so small and quick to start.
FROM service AS calm-service
COPY ops/docker/jvm-calm.options jvm.options

FROM calm-service AS order-service
ENV SECKILL_HTTP_PORT=8082
EXPOSE 8082
COPY --from=build /layers/order-service/dependencies/ ./
COPY --from=build /layers/order-service/snapshot-dependencies/ ./
COPY --from=build /layers/order-service/application/ ./

FROM calm-service AS notification-service
ENV SECKILL_HTTP_PORT=8083
EXPOSE 8083
COPY --from=build /layers/notification-service/dependencies/ ./
COPY --from=build /layers/notification-service/snapshot-dependencies/ ./
COPY --from=build /layers/notification-service/application/ ./

FROM calm-service AS stats-service
ENV SECKILL_HTTP_PORT=8084
EXPOSE 8084
COPY --from=build /layers/stats-service/dependencies/ ./
COPY --from=build /layers/stats-service/snapshot-dependencies/ ./
COPY --from=build /layers/stats-service/application/ ./

FROM java AS shopper
COPY --from=build /build/local-stack/target/lib/ lib/
COPY --from=build /build/local-stack/target/local-stack.jar lib/
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-Dseckill.root=/tmp", \
  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", \
  "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "lib/*", "io.seckill.stack.SeckillCommand"]
CMD ["--help"]

# On the same base as the services, so it costs a few megabytes.
FROM java AS front
USER root
RUN apt-get update -q && apt-get install -y -q --no-install-recommends haproxy && rm -rf /var/lib/apt/lists/*
USER seckill
COPY ops/docker/haproxy.cfg ./
EXPOSE 8080-8084
# Serves what is in flight, then ends.
STOPSIGNAL SIGUSR1
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=3 CMD ["healthy", "8090", "/healthy"]
ENTRYPOINT ["haproxy", "-W", "-db", "-f", "haproxy.cfg"]
