package org.fluxion.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which versions of Fluxion and Java these are. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    // Known in the packaged command only, from the manifest of its jar.
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "fluxion " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
