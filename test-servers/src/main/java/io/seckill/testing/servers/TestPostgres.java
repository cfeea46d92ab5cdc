package io.seckill.testing.servers;

/** One PostgreSQL with an empty database for the application's user. */
public interface TestPostgres extends TestServer {

  /** JDBC address of the application's database. */
  String url();

  String user();

  String password();
}
