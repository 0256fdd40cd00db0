/**
 * Bundles: for each incident one file with its verdict, the settings in force, and what {@code flight} had recorded of the minute before
 * and of the end. {@link org.hbaseha.controller.bundle.BundleWriter} writes them on a thread of its own; trouble with the disk is counted and
 * told, and never reaches the control loop.
 */
@NullMarked
package org.hbaseha.controller.bundle;

import org.jspecify.annotations.NullMarked;
