/** The register and its deadlines, with time and ledger in hand. */
package io.seckill.gateway.purchase.waiting;
