package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class LeaseGateObserverTest {

    private static final Get GET = new Get(Bytes.toBytes("row"));

    private final ServerGate gate = ServerGate.open();
    private final LeaseGateObserver observer = new LeaseGateObserver(gate);

    private static void close(ServerGate gate) {
        gate.openUntil(new MonotonicInstant(System.nanoTime()), GateState.LEASED);
    }

    /** A context that fails whatever it is asked. */
    @SuppressWarnings("unchecked")
    private static ObserverContext<RegionCoprocessorEnvironment> broken() {
        return (ObserverContext<RegionCoprocessorEnvironment>) Proxy.newProxyInstance(
                LeaseGateObserverTest.class.getClassLoader(), new Class<?>[] {ObserverContext.class}, (p, m, a) -> {
                    throw new NoSuchMethodError("planted");
                });
    }

    @Test
    public void anOpenGateChangesNothing() throws Exception {
        CheckAndMutate condition = CheckAndMutate.newBuilder(GET.getRow())
                .ifNotExists(new byte[] {1}, GET.getRow())
                .build(new Put(GET.getRow()).addColumn(new byte[] {1}, GET.getRow(), GET.getRow()));
        CheckAndMutateResult result = new CheckAndMutateResult(false, null);

        observer.preGetOp(broken(), GET, List.of());
        observer.preScannerOpen(broken(), new Scan());

        assertThat(observer.preExists(broken(), GET, true)).isTrue();
        assertThat(observer.preExists(broken(), GET, false)).isFalse();
        assertThat(observer.preCheckAndMutate(broken(), condition, result)).isSameAs(result);
        assertThat(gate.refused()).isZero();
        assertThat(gate.hookErrors()).isZero();
    }

    @Test
    public void aGateThatFailsLetsRequestsThroughAndCounts() throws Exception {
        ServerGate failing = new ServerGate(
                () -> {
                    throw new NoSuchMethodError("planted");
                },
                new MonotonicInstant(0));
        LeaseGateObserver hook = new LeaseGateObserver(failing);

        hook.preGetOp(broken(), GET, List.of());
        hook.preScannerOpen(broken(), new Scan());

        assertThat(failing.hookErrors()).isEqualTo(2);
    }

    @Test
    public void onceClosedItRefusesWhateverElseGoesWrong() {
        close(gate);

        assertThatThrownBy(() -> observer.preGetOp(broken(), GET, List.of()))
                .isExactlyInstanceOf(NotServingRegionException.class)
                .hasMessageContaining("lease gate is closed");

        assertThat(gate.hookErrors()).isEqualTo(1);
    }

    /** Each of them is called by HBase in {@link LeaseGateIT}. */
    @Test
    public void hasTheHooksThatRequestsPassAndNoOther() {
        Set<String> hooks = Arrays.stream(LeaseGateObserver.class.getDeclaredMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> name.startsWith("pre") || name.startsWith("post"))
                .collect(Collectors.toSet());

        assertThat(hooks)
                .containsExactlyInAnyOrder(
                        "preGetOp",
                        "preExists",
                        "preScannerOpen",
                        "preScannerNext",
                        "preCheckAndMutate",
                        "preBatchMutate",
                        "preEndpointInvocation");
    }
}
