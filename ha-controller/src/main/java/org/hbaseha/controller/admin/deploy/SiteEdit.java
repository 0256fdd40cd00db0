package org.hbaseha.controller.admin.deploy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Edits the text of a Hadoop configuration file and leaves everything else as its owner wrote it: order, indentation, comments. Pure.
 * Does not understand XInclude or CDATA; the caller reads the result back before it writes it.
 */
public final class SiteEdit {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("<property>.*?</property>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<name>\\s*(.*?)\\s*</name>", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("<value>(.*?)</value>|<value\\s*/>", Pattern.DOTALL);
    private static final Pattern END =
            Pattern.compile("[ \\t]*</configuration>\\s*\\z|[ \\t]*<configuration\\s*/>\\s*\\z");

    /** A file that sets nothing. */
    public static final String EMPTY_FILE =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n</configuration>\n";

    private SiteEdit() {}

    /** The file with {@code className} in the comma-separated list {@code key}; the same text when it is there already. */
    public static String withClass(String file, String key, String className) {
        Optional<Span> value = valueOf(file, key);
        if (value.isEmpty()) {
            return insert(file, key, className);
        }
        String old = file.substring(value.get().start(), value.get().end());
        if (lists(old, className)) {
            return file;
        }
        String joined = isBlankElement(old)
                ? "<value>" + className + "</value>"
                : old.replaceFirst("\\s*</value>\\z", Matcher.quoteReplacement("," + className + "</value>"));
        return file.substring(0, value.get().start())
                + joined
                + file.substring(value.get().end());
    }

    private static boolean isBlankElement(String element) {
        return element.replaceAll("</?value\\s*/?>", "").isBlank();
    }

    private static boolean lists(String element, String className) {
        return Arrays.stream(element.replaceAll("</?value\\s*/?>", "").split(","))
                .map(String::strip)
                .anyMatch(entry -> entry.equals(className) || entry.startsWith(className + "|"));
    }

    /** Where the last property of that name has its value element: Hadoop lets the last one win. */
    private static Optional<Span> valueOf(String file, String key) {
        String visible = withoutComments(file);
        Matcher property = PROPERTY.matcher(visible);
        Optional<Span> found = Optional.empty();
        while (property.find()) {
            Matcher name = NAME.matcher(property.group());
            Matcher value = VALUE.matcher(property.group());
            if (name.find() && name.group(1).equals(key) && value.find()) {
                found = Optional.of(new Span(property.start() + value.start(), property.start() + value.end()));
            }
        }
        return found;
    }

    private static String insert(String file, String key, String value) {
        Matcher end = END.matcher(withoutComments(file));
        if (!end.find()) {
            throw new IllegalArgumentException("File does not end with </configuration>");
        }
        String block = "  <property>\n    <name>" + key + "</name>\n    <value>" + value + "</value>\n  </property>\n";
        String tail = file.substring(end.start());
        boolean empty = tail.strip().endsWith("/>");
        String head = file.substring(0, end.start());
        return empty
                ? head + "<configuration>\n" + block + "</configuration>\n"
                : head + (head.endsWith("\n") ? "" : "\n") + block + tail;
    }

    /** The same text with blanks in place of comments, so that offsets stay. */
    private static String withoutComments(String file) {
        return COMMENT.matcher(file)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().replaceAll("[^\\n]", " ")));
    }

    private record Span(int start, int end) {}
}
