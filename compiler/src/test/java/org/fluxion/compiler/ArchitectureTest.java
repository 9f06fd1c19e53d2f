package org.fluxion.compiler;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion.compiler")
            .using(
                "com.sun.management",
                "org.fluxion.internal.code",
                "org.fluxion.tensor",
                "org.objectweb.asm")
            .exporting());
  }
}
