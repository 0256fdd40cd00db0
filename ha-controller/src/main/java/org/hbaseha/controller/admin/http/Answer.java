package org.hbaseha.controller.admin.http;

/** What an endpoint answers now: a status code that a load balancer understands, and a body for people. */
public record Answer(boolean ok, Object body) {

    int status() {
        return ok ? 200 : 503;
    }
}
