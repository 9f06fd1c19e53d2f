package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A backend of somebody else's, which is not on the class path: compiled into a folder. */
final class CompiledBackend {
  private CompiledBackend() {}

  /** Writes one that is found as "tripled", and whose pullbacks are three times what is right. */
  static void tripled(Path folder) throws IOException {
    compile(
        folder,
        "TripledProvider",
        """
        import org.fluxion.*;
        import org.fluxion.spi.*;
        import org.fluxion.tensor.Tensor;

        public final class TripledProvider implements BackendProvider {
          public String name() { return "tripled"; }
          public Backend create(Options options) { return new Tripled(Backends.named("reverse")); }

          record Tripled(Backend good) implements Backend {
            public String name() { return "tripled"; }
            public Capabilities capabilities() { return good.capabilities(); }
            public Linearization linearize(MultiFunction f, Tensor... at) {
              Linearization right = good.linearize(f, at);
              return new Linearization() {
                public Tensor[] values() { return right.values(); }
                public Tensor[] pushforward(Tensor... tangents) {
                  return right.pushforward(tangents);
                }
                public Tensor[] pushforwardBatch(Tensor... tangents) {
                  return right.pushforwardBatch(tangents);
                }
                public Tensor[] pullback(Tensor... cotangents) {
                  return tripled(right.pullback(cotangents));
                }
                public Tensor[] pullbackBatch(Tensor... cotangents) {
                  return tripled(right.pullbackBatch(cotangents));
                }
              };
            }
            private static Tensor[] tripled(Tensor[] all) {
              Tensor[] more = new Tensor[all.length];
              for (int i = 0; i < all.length; i++) more[i] = all[i].times(3);
              return more;
            }
          }
        }
        """);
  }

  private static void compile(Path folder, String provider, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(provider + ".java"), source);
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                printer,
                printer,
                "--release",
                "17",
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                file.toString());
    assertEquals(0, code, messages::toString);
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.fluxion.spi.BackendProvider"), provider + "\n");
  }
}
