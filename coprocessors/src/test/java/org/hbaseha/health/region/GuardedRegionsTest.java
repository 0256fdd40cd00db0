package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.RegionInfoBuilder;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.apache.hadoop.hbase.regionserver.Region;
import org.junit.Test;

/** Observers as HBase starts and stops them, and what their server knows of them. */
public class GuardedRegionsTest {

    private static final RegionInfo USER =
            RegionInfoBuilder.newBuilder(TableName.valueOf("t")).build();
    private static final RegionInfo META =
            RegionInfoBuilder.newBuilder(TableName.META_TABLE_NAME).build();

    private final List<Region> online = new ArrayList<>();
    private final OnlineRegions server = fake(OnlineRegions.class, Map.of("getRegions", online));
    private final GuardedRegions guarded = ServerGate.of(server).guarded();

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
            if (method.getName().equals("hashCode")) {
                return System.identityHashCode(proxy);
            }
            if (method.getName().equals("equals")) {
                return given != null && given[0] == proxy;
            }
            return answers.get(method.getName());
        });
    }

    private Region region(RegionInfo info, boolean available) {
        return fake(Region.class, Map.of("getRegionInfo", info, "isAvailable", available));
    }

    private RegionCoprocessorEnvironment environment(Region region) {
        return fake(
                RegionCoprocessorEnvironment.class,
                Map.of("getRegion", region, "getRegionInfo", region.getRegionInfo(), "getOnlineRegions", server));
    }

    @Test
    public void aServerWithoutUserRegionsLacksNothing() {
        online.add(region(META, true));

        assertThat(guarded.firstWithout(server)).isEmpty();
    }

    @Test
    public void aUserRegionWithoutTheObserverIsNamed() {
        Region first = region(USER, true);
        new LeaseGateObserver().start(environment(first));
        online.add(first);
        assertThat(guarded.firstWithout(server)).isEmpty();

        online.add(region(RegionInfoBuilder.newBuilder(TableName.valueOf("u")).build(), true));

        assertThat(guarded.firstWithout(server))
                .hasValueSatisfying(name -> assertThat(name).startsWith("u,,"));
    }

    @Test
    public void aRegionOpenedAgainIsAnotherOne() {
        new LeaseGateObserver().start(environment(region(USER, true)));

        online.add(region(USER, true));

        assertThat(guarded.firstWithout(server)).isPresent();
    }

    @Test
    public void aRegionThatClosesAnswersNobodyAndOneWhoseObserverWasStoppedDoes() {
        LeaseGateObserver observer = new LeaseGateObserver();
        Region open = region(USER, true);
        observer.start(environment(open));
        observer.stop(environment(open));

        online.add(region(USER, false));
        assertThat(guarded.firstWithout(server)).isEmpty();

        online.add(open);
        assertThat(guarded.firstWithout(server)).isPresent();
    }
}
