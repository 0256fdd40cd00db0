package org.hbaseha.it.fault;

/** Lets threads pass while it is open and holds them while it is closed. Open at first. Any thread. */
final class Gate {

    private boolean open = true;

    synchronized void open() {
        open = true;
        notifyAll();
    }

    synchronized void close() {
        open = false;
    }

    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
