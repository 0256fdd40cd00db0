package org.hbaseha.controller;

/** Which hooks an operator has configured. */
public record HookUse(boolean before, boolean after) {

    public static final HookUse NONE = new HookUse(false, false);
}
