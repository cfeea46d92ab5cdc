package io.seckill.testing.servers;

/** Kafka, Redis and PostgreSQL, each started at the first call and ended with the JVM. */
interface Servers {

  TestKafka kafka();

  TestRedis redis();

  TestPostgres postgres();
}
