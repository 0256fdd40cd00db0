package org.hbaseha.controller.detection;

import org.apache.hadoop.hbase.ServerName;

/** From where a probe was made. */
public sealed interface Vantage {

    /** This controller. */
    record Here() implements Vantage {

        @Override
        public String toString() {
            return "controller";
        }
    }

    /** The agent of another region server, asked by this controller. */
    record Witness(ServerName server) implements Vantage {

        @Override
        public String toString() {
            return server.getAddress().toString();
        }
    }

    Vantage HERE = new Here();
}
