/**
 * What people read: pure functions from views to lines of text. {@link org.hbaseha.controller.admin.text.TextTable} aligns, {@link
 * org.hbaseha.controller.admin.text.Amounts} words numbers; {@code StatusText}, {@code WhyText} and {@code HistoryText} each own one command's
 * page. None of them sees a stream, a clock or a network.
 */
@NullMarked
package org.hbaseha.controller.admin.text;

import org.jspecify.annotations.NullMarked;
