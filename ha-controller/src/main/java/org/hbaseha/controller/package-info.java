/**
 * The controller daemon. One loop in the leader: observe, detect, plan, execute one step, record. Read {@code
 * org.hbaseha.controller.ControlLoop} first, then {@code detection} and {@code planning}, which are pure, then the rim around them: {@code
 * observation} and {@code execution} (network and HBase), {@code coordination} (ZooKeeper, through Curator), {@code audit} (journal and
 * history) and {@code admin} (HTTP and commands).
 */
@NullMarked
package org.hbaseha.controller;

import org.jspecify.annotations.NullMarked;
