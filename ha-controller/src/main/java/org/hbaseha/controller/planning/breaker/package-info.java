/**
 * The breakers: what stands between a verdict and an expiry; pure. Each {@link org.hbaseha.controller.planning.breaker.Breaker} is an object that
 * operators can look at and, where that makes sense, reset; {@link org.hbaseha.controller.planning.breaker.BreakerPanel} holds them in the order
 * in which they are asked. They watch a {@link org.hbaseha.controller.planning.breaker.Sight} at every turn and are asked about a {@code
 * Situation} when something could be done.
 */
@NullMarked
package org.hbaseha.controller.planning.breaker;

import org.jspecify.annotations.NullMarked;
