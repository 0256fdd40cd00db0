package org.hbaseha.it.benchmark;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Variants by the names that reports use. */
final class VariantConverter implements ITypeConverter<Variant> {

    @Override
    public Variant convert(String value) {
        try {
            return Variant.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
