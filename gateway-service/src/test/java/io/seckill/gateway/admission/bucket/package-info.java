/** Every source of tokens keeps the same promises. */
package io.seckill.gateway.admission.bucket;
