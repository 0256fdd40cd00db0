/**
 * What the controller shows of itself: plain records, made by the control loop after each change and served as JSON by {@code /state} and
 * {@code /history}. The operator commands read the same records back. Times are wall-clock, ages and offsets are milliseconds.
 */
@NullMarked
package org.hbaseha.controller.view;

import org.jspecify.annotations.NullMarked;
