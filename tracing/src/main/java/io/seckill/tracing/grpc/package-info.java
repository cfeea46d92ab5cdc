/** Calls by gRPC that belong to a sampled span: it goes on at the other end. */
@NullMarked
package io.seckill.tracing.grpc;

import org.jspecify.annotations.NullMarked;
