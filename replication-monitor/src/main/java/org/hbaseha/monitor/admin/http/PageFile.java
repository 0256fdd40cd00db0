package org.hbaseha.monitor.admin.http;

/** The files of the web page, all there are: nothing else is ever read for a browser. */
enum PageFile {
    PAGE("/", "monitor.html", "text/html"),
    STYLE("/monitor.css", "monitor.css", "text/css"),
    SCRIPT("/monitor.js", "monitor.js", "text/javascript");

    private final String path;
    private final String resource;
    private final String type;

    PageFile(String path, String resource, String type) {
        this.path = path;
        this.resource = resource;
        this.type = type;
    }

    String path() {
        return path;
    }

    /** Beside this class. */
    String resource() {
        return resource;
    }

    String type() {
        return type;
    }
}
