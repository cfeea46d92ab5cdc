package io.seckill.stack.servers;

import java.nio.file.Path;

/**
 * Where servers keep things; each server makes its own folder or file inside.
 *
 * @param data what must survive a restart
 * @param logs what the servers say
 */
public record ServerFolders(Path data, Path logs) {}
