package org.hbaseha.monitor.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What the files of the page must never do, for row keys and table names are written by strangers; and that they fit together. */
public final class PageTest {

    private static String text(PageFile file) {
        return new String(PageServlet.read(file), StandardCharsets.UTF_8);
    }

    private static Set<String> found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    public void theScriptMakesNoMarkupOfText() {
        for (String way : List.of(
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "new Function",
                "DOMParser",
                "createContextualFragment",
                "srcdoc",
                ".style",
                "setAttribute(\"on",
                "href =",
                "javascript:")) {
            assertThat(text(PageFile.SCRIPT)).as(way).doesNotContain(way);
        }
    }

    @Test
    public void nothingComesFromElsewhere() {
        for (PageFile file : PageFile.values()) {
            assertThat(found("(?i)((?:https?:)?//[a-z0-9.]+\\.[a-z]+[^\\s\"']*)", text(file)))
                    .as(file.name())
                    // The name of SVG's elements, which no browser fetches.
                    .isSubsetOf("http://www.w3.org/2000/svg");
            assertThat(text(file)).as(file.name()).doesNotContain("@import").doesNotContain("url(");
        }
    }

    @Test
    public void thePageObeysItsOwnPolicy() {
        String page = text(PageFile.PAGE);

        assertThat(page)
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContain(" style=")
                .doesNotContain("<style");
        assertThat(found("<script([^>]*)>", page)).containsExactly(" src=\"monitor.js\" defer");
        assertThat(page).contains("href=\"monitor.css\"", "<html lang=\"en\">", "name=\"viewport\"", "<noscript>");
    }

    @Test
    public void theScriptFindsWhatItLooksFor() {
        assertThat(found("id=\"([a-z-]+)\"", text(PageFile.PAGE)))
                .containsAll(found("getElementById\\(\"([a-z-]+)\"", text(PageFile.SCRIPT)));
    }

    @Test
    public void everyColourIsThereByLightAndByDark() {
        String style = text(PageFile.STYLE);
        int dark = style.indexOf("prefers-color-scheme: dark");

        Set<String> light = found("(--[a-z]+):", style.substring(0, dark));
        assertThat(light).isNotEmpty().isEqualTo(found("(--[a-z]+):", style.substring(dark)));
        assertThat(found("var\\((--[a-z]+)\\)", style)).isEqualTo(light);
    }

    @Test
    public void everyClassTheScriptGivesAPartHasALook() {
        for (String part : List.of("fresh", "aging", "late", "overdue", "never", "differs")) {
            assertThat(text(PageFile.SCRIPT)).contains(part);
            assertThat(text(PageFile.STYLE)).contains("." + part + " {");
            assertThat(text(PageFile.PAGE)).contains(part);
        }
    }
}
