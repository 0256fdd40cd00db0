package org.hbaseha.controller.admin.text;

import java.util.List;
import org.hbaseha.controller.view.ControllerView.MaintenanceView;

/** The page of {@code maintenance list}. Pure. */
public final class MaintenanceText {

    private MaintenanceText() {}

    public static List<String> lines(List<MaintenanceView> windows, Palette palette) {
        if (windows.isEmpty()) {
            return List.of("no maintenance window is in force");
        }
        TextTable table = new TextTable("WINDOW", "SERVERS", "OWNER", "ENDS IN", "REASON");
        windows.forEach(window -> table.row(
                window.id(),
                WindowServers.words(window.servers()),
                window.owner(),
                Amounts.millis(window.leftMillis()),
                window.reason()));
        return table.lines(palette);
    }

    /** One line of {@code status}. */
    static String brief(MaintenanceView window) {
        return window.id() + " over " + WindowServers.words(window.servers()) + ", " + window.owner() + " ("
                + window.reason() + "), ends in " + Amounts.millis(window.leftMillis());
    }
}
