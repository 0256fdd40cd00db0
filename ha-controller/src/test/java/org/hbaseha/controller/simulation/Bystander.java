package org.hbaseha.controller.simulation;

import org.apache.hadoop.hbase.ServerName;

/** Somebody who sees what the controllers see and changes nothing. */
interface Bystander {

    Bystander NOBODY = new Bystander() {};

    /** A controller has read a beat of this server. */
    default void beat(ServerName server) {}

    /** A controller's loop has turned. */
    default void turn() {}

    /** A controller's detector found this server dead. */
    default void verdict(ServerName server) {}
}
