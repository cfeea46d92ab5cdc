/** Tests of the whole: the running system over HTTP, faults against guarantees, documents. */
@NullMarked
package io.seckill.system;

import org.jspecify.annotations.NullMarked;
