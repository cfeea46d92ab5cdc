/**
 * The page that every service serves at {@code /}: a service lists its panels, this room samples
 * and shows them.
 */
@NullMarked
package io.seckill.dashboard;

import org.jspecify.annotations.NullMarked;
