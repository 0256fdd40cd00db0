package org.hbaseha.monitor.admin;

import org.hbaseha.monitor.repair.Side;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code source} or {@code peer} on a command line. */
final class SideConverter implements ITypeConverter<Side> {

    @Override
    public Side convert(String text) {
        try {
            return Side.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
