package org.fluxion.benchmarks;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  private static final String GENERATED = "org.fluxion.benchmarks.jmh_generated.MeasuredWork_jmh";

  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.benchmarks")
            .using("org.fluxion.kernels", "org.fluxion.layers..")
            .using("org.openjdk.jmh..", "org.hipparchus..", "com.sun.management")
            // JMH extends what it measures.
            .extending(
                "org.fluxion.benchmarks.MeasuredWork",
                GENERATED + "Type",
                GENERATED + "Type_B1",
                GENERATED + "Type_B2",
                GENERATED + "Type_B3")
            .exporting());
  }
}
