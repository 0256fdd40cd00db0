package org.hbaseha.config;

/** A setting that cannot be used. The message is one sentence for the operator, with the key, the value and what would be right. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
