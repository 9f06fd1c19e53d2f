package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.fluxion.Backend;
import org.fluxion.BackendNotFoundException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.ToyBackend;
import org.junit.jupiter.api.Test;

class SpecOptionsTest {
  private static SpecOptions options(String spec) {
    return new SpecOptions(Spec.parse(spec), nested -> new ToyBackend(nested.text()));
  }

  private static String refused(Runnable call) {
    return assertThrows(InvalidSpecException.class, call::run).getMessage();
  }

  @Test
  void readsWhatIsGivenAndElseTheDefault() {
    SpecOptions options = options("finite(step=1e-6, count=3, mode=central, part=a(b=c))");
    assertEquals(1e-6, options.number("step", 1));
    assertEquals(0.5, options.number("scale", 0.5));
    assertEquals(3, options.integer("count", 7, 1));
    assertEquals(7, options.integer("rows", 7, 1));
    assertEquals(Optional.of("central"), options.text("mode"));
    assertEquals(Optional.empty(), options.text("kind"));
    assertEquals("a(b=c)", options.backend("part", "x").name());
    assertEquals("x(y=z)", options.backend("other", "x(y=z)").name());
    options.requireKnown();
  }

  @Test
  void refusesWhatIsNoNumber() {
    String caret = "\n              ^";
    assertEquals(
        "finite: option step needs a number, such as 1e-6\n  finite(step=small)" + caret,
        refused(() -> options("finite(step=small)").number("step", 1)));
    assertEquals(
        "finite: option step needs a number, not NaN\n  finite(step=NaN)" + caret,
        refused(() -> options("finite(step=NaN)").number("step", 1)));
    assertEquals(
        "finite: option rows needs a whole number, at least 1\n  finite(rows=2.5)" + caret,
        refused(() -> options("finite(rows=2.5)").integer("rows", 1, 1)));
    assertEquals(
        "finite: option rows needs a whole number, at least 1\n  finite(rows=0)" + caret,
        refused(() -> options("finite(rows=0)").integer("rows", 1, 1)));
  }

  @Test
  void listsTheKnownOptionsBesideAnUnknownOne() {
    SpecOptions options = options("finite(step=1, setp=2)");
    options.text("step");
    options.text("kind");
    assertEquals(
        """
        finite: unknown option setp; known: kind, step
          finite(step=1, setp=2)
                         ^\
        """,
        refused(options::requireKnown));
  }

  @Test
  void refusesWhatHasNoKey() {
    assertEquals(
        "finite: expected an option as key=value, given fast\n  finite(fast)\n         ^",
        refused(() -> options("finite(fast)").requireKeys()));
  }

  @Test
  void refusesAWordThatIsNoneOfTheChoices() {
    assertEquals(Optional.of("off"), options("a(nested=off)").choice("nested", "off", "on"));
    assertEquals(Optional.empty(), options("a").choice("nested", "off", "on"));
    assertEquals(
        "a: option nested needs off or on\n  a(nested=no)\n           ^",
        refused(() -> options("a(nested=no)").choice("nested", "off", "on")));
  }

  @Test
  void saysWhichOptionWantedABackendThatIsNotThere() {
    SpecOptions options =
        new SpecOptions(
            Spec.parse("mixed"),
            nested -> {
              throw new BackendNotFoundException("no backend \"" + nested.name() + "\"");
            });
    BackendNotFoundException error =
        assertThrows(
            BackendNotFoundException.class, () -> ignored(options.backend("forward", "fast")));
    assertEquals("mixed: option forward: no backend \"fast\"", error.getMessage());
  }

  private static void ignored(Backend backend) {
    throw new AssertionError("got " + backend);
  }
}
