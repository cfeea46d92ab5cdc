package io.seckill.stack.servers;

import java.util.List;

/** A server and a way to write and read a word there. */
interface Memo {

  Server server();

  void write(String word) throws Exception;

  List<String> read() throws Exception;
}
