package io.seckill.stack.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

record PostgresMemo(PostgresServer server) implements Memo {

  @Override
  public void write(String word) throws SQLException {
    try (Connection connection = connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table if not exists memo (word text)");
      }
      try (PreparedStatement insert =
          connection.prepareStatement("insert into memo (word) values (?)")) {
        insert.setString(1, word);
        insert.executeUpdate();
      }
    }
  }

  @Override
  public List<String> read() throws SQLException {
    List<String> words = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select word from memo")) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return server.name();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }
}
