package org.hbaseha.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

/** The text of every record as it lies in ZooKeeper; it may gain fields and never change. */
public class RecordsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T12:30:00.5Z");

    private static final Sample ADDRESS = new Sample(
            new ControllerAddress("c1", "ctl1.example.org", 16_070, 16_071, "0.1.0"),
            "format=1\nid=c1\nhost=ctl1.example.org\nbeat-port=16070\nhttp-port=16071\nversion=0.1.0\n",
            ControllerAddress::decode);
    private static final Sample EPOCH =
            new Sample(new EpochRecord(new Epoch(7), "c1"), "format=1\nepoch=7\nleader=c1\n", EpochRecord::decode);
    private static final Sample EXPIRE = new Sample(
            new ExpireRecord(new Epoch(7), "c1", "n0nce", "C", "class=C a=b", NOON),
            "format=1\nkind=EXPIRE\nepoch=7\nleader=c1\nnonce=n0nce\nclass=C\nreason=class=C a=b\ndecided=2026-03-01T12:00:00Z\n",
            ExpireRecord::decode);
    private static final Sample STOCK =
            new Sample(new StockRecord("n0nce"), "format=1\nkind=STOCK\nnonce=n0nce\n", GateRecord::decode);
    private static final Sample MODE = new Sample(
            new ModeRecord(Mode.AUTOMATIC, "ana", "go live", NOON),
            "format=1\nmode=automatic\nby=ana\nreason=go live\nsince=2026-03-01T12:00:00Z\n",
            ModeRecord::decode);
    private static final Sample PAUSE = new Sample(
            new PauseRecord("ana", "switch upgrade", NOON, LATER),
            "format=1\nby=ana\nreason=switch upgrade\nsince=2026-03-01T12:00:00Z\nuntil=2026-03-01T12:30:00.500Z\nlength=PT30M0.5S\n",
            PauseRecord::decode);
    private static final Sample RESET = new Sample(
            new ResetRecord("ana", "the switch is back", NOON),
            "format=1\nby=ana\nreason=the switch is back\nat=2026-03-01T12:00:00Z\n",
            ResetRecord::decode);
    private static final Sample SCORECARD = new Sample(
            new ScorecardRecord(
                    NOON,
                    Duration.ofHours(30),
                    Duration.ofHours(6),
                    Duration.ofHours(3),
                    2,
                    1,
                    0,
                    3,
                    5,
                    4,
                    Duration.ofSeconds(72),
                    Duration.ofMillis(37_500),
                    "rs1: beat again"),
            """
            format=1
            since=2026-03-01T12:00:00Z
            observed=PT30H
            clean=PT6H
            clean-elapsed=PT3H
            confirmed=2
            mistaken=1
            unknown=0
            missed=3
            held=5
            held-alive=4
            earlier=PT1M12S
            earliest=PT37.5S
            last-mistake=rs1: beat again
            """,
            ScorecardRecord::decode);
    private static final Sample ORDER = new Sample(
            new OrderRecord(
                    OrderRecord.Word.APPROVE,
                    ServerName.valueOf("rs1,16020,5"),
                    "7-1.1",
                    "0123456789ab",
                    "ana",
                    "power is cut",
                    NOON,
                    Duration.ofMinutes(15)),
            """
            format=1
            word=APPROVE
            server=rs1,16020,5
            plan=7-1.1
            hash=0123456789ab
            by=ana
            reason=power is cut
            since=2026-03-01T12:00:00Z
            length=PT15M
            """,
            OrderRecord::decode);
    private static final Sample MAINTENANCE = new Sample(
            new MaintenanceRecord(List.of("RS1", "rs2,16020"), "ben", "ana", "disks", NOON, Duration.ofMinutes(30)),
            "format=1\nservers=rs1 rs2,16020\nowner=ben\nby=ana\nreason=disks\nsince=2026-03-01T12:00:00Z\nlength=PT30M\n",
            MaintenanceRecord::decode);
    private static final Sample MONITOR = new Sample(
            new MonitorAddress("m1-5f", "dr1.example.org", 16_072, "0.1.0"),
            "format=1\nid=m1-5f\nhost=dr1.example.org\nhttp-port=16072\nversion=0.1.0\n",
            MonitorAddress::decode);
    private static final Sample LIVE_SETTINGS = new Sample(
            new LiveSettingsRecord(
                    Optional.of(Duration.ofHours(12)),
                    Optional.of(50_000_000L),
                    Optional.of(Duration.ofSeconds(5)),
                    Optional.of("ana: month's end"),
                    "ana",
                    NOON),
            """
            format=1
            sweep-period=PT12H
            sweep-bytes-per-second=50000000
            continuous-interval=PT5S
            paused=ana: month's end
            by=ana
            at=2026-03-01T12:00:00Z
            """,
            LiveSettingsRecord::decode);
    private static final List<Sample> ALL = List.of(
            ADDRESS, EPOCH, EXPIRE, STOCK, MODE, PAUSE, RESET, SCORECARD, ORDER, MAINTENANCE, MONITOR, LIVE_SETTINGS);

    private record Sample(Object value, String text, Function<byte[], Object> decode) {

        Object read(String other) {
            return decode.apply(other.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void textIsTheOneDocumented() {
        assertThat(List.of(
                        new String(((ControllerAddress) ADDRESS.value()).encode(), StandardCharsets.UTF_8),
                        new String(((EpochRecord) EPOCH.value()).encode(), StandardCharsets.UTF_8),
                        new String(((ExpireRecord) EXPIRE.value()).encode(), StandardCharsets.UTF_8),
                        new String(((StockRecord) STOCK.value()).encode(), StandardCharsets.UTF_8),
                        new String(((ModeRecord) MODE.value()).encode(), StandardCharsets.UTF_8),
                        new String(((PauseRecord) PAUSE.value()).encode(), StandardCharsets.UTF_8),
                        new String(((ResetRecord) RESET.value()).encode(), StandardCharsets.UTF_8),
                        new String(((ScorecardRecord) SCORECARD.value()).encode(), StandardCharsets.UTF_8),
                        new String(((OrderRecord) ORDER.value()).encode(), StandardCharsets.UTF_8),
                        new String(((MaintenanceRecord) MAINTENANCE.value()).encode(), StandardCharsets.UTF_8),
                        new String(((MonitorAddress) MONITOR.value()).encode(), StandardCharsets.UTF_8),
                        new String(((LiveSettingsRecord) LIVE_SETTINGS.value()).encode(), StandardCharsets.UTF_8)))
                .isEqualTo(ALL.stream().map(Sample::text).toList());
    }

    @Test
    public void everyRecordIsReadBack() {
        for (Sample sample : ALL) {
            assertThat(sample.read(sample.text())).isEqualTo(sample.value());
        }
    }

    @Test
    public void aScorecardOfAnOlderVersionHasNoElapsedTime() {
        ScorecardRecord read = (ScorecardRecord) SCORECARD.read(SCORECARD.text().replace("clean-elapsed=PT3H\n", ""));

        assertThat(read.clean()).isEqualTo(Duration.ofHours(6));
        assertThat(read.cleanElapsed()).isEqualTo(Duration.ZERO);
    }

    @Test
    public void fieldsOfANewerWriterAreIgnored() {
        for (Sample sample : ALL) {
            assertThat(sample.read(sample.text() + "colour=green\nno equals sign\n=nothing\n"))
                    .isEqualTo(sample.value());
        }
    }

    @Test
    public void unknownFormatIsRefused() {
        for (Sample sample : ALL) {
            assertRefused(sample, sample.text().replace("format=1", "format=2"));
            assertRefused(sample, sample.text().replace("format=1\n", ""));
            assertRefused(sample, "");
        }
    }

    @Test
    public void recordThatLacksAFieldIsReadWithWhatItMeansOrRefused() {
        for (Sample sample : ALL) {
            boolean needsReason = sample.equals(PAUSE) || sample.equals(RESET);
            for (String line : sample.text().lines().toList()) {
                String shorter = sample.text().replace(line + "\n", "");
                boolean mayLack = line.startsWith("version=")
                        || line.startsWith("last-mistake=")
                        || line.startsWith("clean-elapsed=")
                        || line.startsWith("plan=")
                        || (line.startsWith("length=") && sample.equals(PAUSE))
                        || (line.startsWith("reason=") && !needsReason)
                        || line.startsWith("class=")
                        || (sample.equals(LIVE_SETTINGS) && !line.startsWith("format=") && !line.startsWith("at="))
                        || (line.startsWith("by=") && !needsReason);
                if (mayLack) {
                    assertThat(sample.read(shorter)).isNotNull();
                } else {
                    assertRefused(sample, shorter);
                }
            }
        }
    }

    @Test
    public void valuesThatMeanNothingAreRefused() {
        assertRefused(ADDRESS, ADDRESS.text().replace("16070", "0"));
        assertRefused(ADDRESS, ADDRESS.text().replace("16070", "65536"));
        assertRefused(ADDRESS, ADDRESS.text().replace("16070", "4294983366"));
        assertRefused(ADDRESS, ADDRESS.text().replace("id=c1", "id="));
        assertRefused(EPOCH, EPOCH.text().replace("7", "seven"));
        assertRefused(EPOCH, EPOCH.text().replace("7", "9223372036854775808"));
        assertRefused(EXPIRE, EXPIRE.text().replace("EXPIRE", "STOCK"));
        assertRefused(EXPIRE, EXPIRE.text().replace("12:00", "noon"));
        assertRefused(MODE, MODE.text().replace("automatic", "reckless"));
        assertRefused(PAUSE, PAUSE.text().replace("PT30M", "PT-30M"));
        assertRefused(MONITOR, MONITOR.text().replace("id=m1", "id=../m1"));
        assertRefused(MONITOR, MONITOR.text().replace("16072", "0"));
        assertRefused(LIVE_SETTINGS, LIVE_SETTINGS.text().replace("PT12H", "PT0S"));
        assertRefused(LIVE_SETTINGS, LIVE_SETTINGS.text().replace("PT5S", "soon"));
        assertRefused(LIVE_SETTINGS, LIVE_SETTINGS.text().replace("50000000", "-1"));
        assertRefused(LIVE_SETTINGS, LIVE_SETTINGS.text().replace("50000000", "50MB"));
    }

    @Test
    public void settingsThatNobodySetWhileMonitorsRunAreAbsent() {
        LiveSettingsRecord nothing = new LiveSettingsRecord(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "ana", NOON);

        assertThat(new String(nothing.encode(), StandardCharsets.UTF_8))
                .isEqualTo("format=1\nby=ana\nat=2026-03-01T12:00:00Z\n");
        assertThat(LiveSettingsRecord.decode(nothing.encode())).isEqualTo(nothing);
    }

    @Test
    public void aGateRecordIsOneOfTwoKinds() {
        byte[] expire = EXPIRE.text().getBytes(StandardCharsets.UTF_8);
        byte[] stock = STOCK.text().getBytes(StandardCharsets.UTF_8);

        assertThat(GateRecord.decode(expire)).isEqualTo(EXPIRE.value());
        assertThatThrownBy(() -> ExpireRecord.decode(stock)).isInstanceOf(LayoutException.class);
        assertRefused(STOCK, STOCK.text().replace("STOCK", "OPEN"));
    }

    @Test
    public void seatOfAControllerOutlivesItsStarts() {
        assertThat(ControllerAddress.seatOf("ctl-1.example-9f3a")).isEqualTo("ctl-1.example");
        assertThat(ControllerAddress.seatOf("c1")).isEqualTo("c1");
    }

    @Test
    public void lineBreaksInTextCannotAddFields() {
        ModeRecord record = new ModeRecord(Mode.SHADOW, "ana\nmode=automatic", "why\r\nsince=never", NOON);

        assertThat(ModeRecord.decode(record.encode()))
                .isEqualTo(new ModeRecord(Mode.SHADOW, "ana mode=automatic", "why  since=never", NOON));
    }

    @Test
    public void aPauseHasALengthThatNeedsNoClock() {
        assertThat(((PauseRecord) PAUSE.value()).length())
                .isEqualTo(Duration.ofMinutes(30).plusMillis(500));
        assertThatIllegalArgumentException().isThrownBy(() -> new PauseRecord("ana", "", NOON, NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PauseRecord("ana", "", NOON, NOON.plus(Duration.ofDays(367))));
    }

    @Test
    public void aPauseWithoutALengthIsAsLongAsItsInstantsSay() {
        assertThat(PAUSE.read(PAUSE.text().replace("length=PT30M0.5S\n", ""))).isEqualTo(PAUSE.value());
        assertThat(((PauseRecord) PAUSE.read(PAUSE.text().replace("PT30M0.5S", "PT5M"))).length())
                .isEqualTo(Duration.ofMinutes(5));
        assertRefused(PAUSE, PAUSE.text().replace("PT30M0.5S", "PT9999999999999H"));
        assertRefused(PAUSE, PAUSE.text().replace("PT30M0.5S", "half an hour"));
    }

    @Test
    public void garbageIsRefusedAndNothingElse() {
        Random random = Seeds.random("garbage records");
        for (int i = 0; i < 5_000; i++) {
            byte[] garbage = new byte[random.nextInt(100)];
            random.nextBytes(garbage);
            for (Sample sample : ALL) {
                assertThatThrownBy(() -> sample.decode().apply(garbage)).isInstanceOf(LayoutException.class);
            }
        }
    }

    private static void assertRefused(Sample sample, String text) {
        assertThatThrownBy(() -> sample.read(text)).as(text).isInstanceOf(LayoutException.class);
    }

    @Test
    public void refusesANegativeEpoch() {
        byte[] negative = "format=1\nepoch=-1\nleader=x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EpochRecord.decode(negative)).isInstanceOf(LayoutException.class);
    }

    @Test
    public void aWindowCoversIncarnationsByHostOrAddress() {
        MaintenanceRecord window = (MaintenanceRecord) MAINTENANCE.value();

        assertThat(window.covers(ServerName.valueOf("rs1,16020,5"))).isTrue();
        assertThat(window.covers(ServerName.valueOf("rs1,16021,6"))).isTrue();
        assertThat(window.covers(ServerName.valueOf("rs2,16020,7"))).isTrue();
        assertThat(window.covers(ServerName.valueOf("rs2,16021,7"))).isFalse();
        assertThat(window.covers(ServerName.valueOf("rs3,16020,5"))).isFalse();
    }

    @Test
    public void aWindowOverAllIsSaidSoAndNeverByAccident() {
        MaintenanceRecord all = new MaintenanceRecord(List.of(), "ben", "ana", "move", NOON, Duration.ofMinutes(30));

        assertThat(new String(all.encode(), StandardCharsets.UTF_8)).contains("servers=*\n");
        assertThat(MaintenanceRecord.decode(all.encode())).isEqualTo(all);
        assertThat(all.covers(ServerName.valueOf("rs3,16020,5"))).isTrue();
        assertRefused(MAINTENANCE, MAINTENANCE.text().replace("servers=rs1 rs2,16020", "servers="));
    }

    @Test
    public void ordersAndWindowsOfImpossibleLengthAreRefused() {
        assertRefused(ORDER, ORDER.text().replace("PT15M", "PT-1S"));
        assertRefused(ORDER, ORDER.text().replace("APPROVE", "MAYBE"));
        assertRefused(MAINTENANCE, MAINTENANCE.text().replace("PT30M", "PT0S"));
        assertRefused(MAINTENANCE, MAINTENANCE.text().replace("PT30M", "P400D"));
    }
}
