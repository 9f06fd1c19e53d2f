package org.fluxion.internal.code;

import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/** The code generator that is on the class path. Thread-safe. */
public final class CodeGenerators {
  private static final String PROPERTY = "fluxion.code";
  private static final @Nullable CodeGenerator FOUND = find();

  private CodeGenerators() {}

  /**
   * {@return the code generator; null if there is none, or the system property {@code fluxion.code}
   * is off}
   *
   * @throws FluxionException if the property has another value than on and off
   */
  public static @Nullable CodeGenerator configured() {
    String mode = System.getProperty(PROPERTY, "on");
    return switch (mode) {
      case "on" -> FOUND;
      case "off" -> null;
      default -> throw new FluxionException(PROPERTY + "=" + mode + ": use on or off");
    };
  }

  private static @Nullable CodeGenerator find() {
    try {
      return ServiceLoader.load(CodeGenerator.class, CodeGenerator.class.getClassLoader())
          .findFirst()
          .orElse(null);
    } catch (ServiceConfigurationError | LinkageError failure) {
      System.getLogger("org.fluxion.code")
          .log(Level.INFO, "prepared programs run step by step: {0}", failure.getMessage());
      return null;
    }
  }
}
