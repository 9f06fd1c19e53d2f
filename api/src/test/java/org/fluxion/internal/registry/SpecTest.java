package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.InvalidSpecException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SpecTest {
  private static Spec option(Spec spec, String key) {
    return spec.options().get(key).value();
  }

  @Test
  void aNameAlone() {
    for (String text : List.of("reverse", "  reverse\t", "reverse()", "reverse ( )")) {
      Spec spec = Spec.parse(text);
      assertEquals("reverse", spec.name());
      assertEquals(0, spec.options().size() + spec.arguments().size());
    }
  }

  @Test
  void optionsKeepTheirOrderAndText() {
    Spec spec = Spec.parse(" finite ( step = 1e-6,kind=central , file=/a/b.c ) ");
    assertEquals("finite", spec.name());
    assertEquals(List.of("step", "kind", "file"), List.copyOf(spec.options().keySet()));
    assertEquals("1e-6", option(spec, "step").text());
    assertEquals("central", option(spec, "kind").text());
    assertEquals("/a/b.c", option(spec, "file").text());
  }

  @Test
  void valuesMayBeSpecificationsThemselves() {
    Spec spec = Spec.parse("mixed(reverse=reverse(nested=off), forward=a(b=c(d=e)))");
    Spec reverse = option(spec, "reverse");
    assertEquals("reverse", reverse.name());
    assertEquals("reverse(nested=off)", reverse.text());
    assertEquals("off", option(reverse, "nested").text());
    assertEquals("e", option(option(option(spec, "forward"), "b"), "d").text());
  }

  @Test
  void argumentsWithoutAKey() {
    Spec spec = Spec.parse("secondOrder( forward , mixed(reverse=r), nested=off)");
    assertEquals(
        List.of("forward", "mixed(reverse=r)"), spec.arguments().stream().map(Spec::text).toList());
    assertEquals("off", option(spec, "nested").text());
  }

  @TestFactory
  Stream<DynamicTest> anErrorPointsAtThePlace() {
    return Stream.of(
        fails("", "expected the name of a backend here", 0),
        fails("   ", "expected the name of a backend here", 3),
        fails("(a=b)", "expected the name of a backend here", 0),
        fails("reverse mode", "expected ( or the end here", 8),
        fails("reverse)", "expected ( or the end here", 7),
        fails("a=b", "expected ( or the end here", 1),
        fails("finite(step=1) x", "expected the end here", 15),
        fails("finite(step=1", "expected , or ) here", 13),
        fails("finite(step=1 2)", "expected , or ) here", 14),
        fails("finite(step=)", "expected the value of option step here", 12),
        fails("finite(=1)", "expected an option here", 7),
        fails("finite(step=1,)", "expected an option here", 14),
        fails("finite(", "expected an option here", 7),
        fails("m(r=x(n=off)=3)", "expected , or ) here", 12),
        fails("m(a()=3)", "expected , or ) here", 5));
  }

  private static DynamicTest fails(String text, String expected, int place) {
    return DynamicTest.dynamicTest(
        "\"" + text + "\": " + expected,
        () ->
            assertEquals(
                "invalid backend specification: "
                    + expected
                    + "\n  "
                    + text
                    + "\n  "
                    + " ".repeat(place)
                    + "^",
                assertThrows(InvalidSpecException.class, () -> Spec.parse(text)).getMessage()));
  }

  @Test
  void anOptionIsGivenOnce() {
    assertEquals(
        "option step is given twice\n  finite(step=1, step=2)\n                 ^",
        assertThrows(InvalidSpecException.class, () -> Spec.parse("finite(step=1, step=2)"))
            .getMessage());
  }

  @Test
  void thePlaceIsRightInSpiteOfTabsAndLines() {
    assertEquals(
        "invalid backend specification: expected , or ) here\n  finite( step=1  2)\n"
            + "                  ^",
        assertThrows(InvalidSpecException.class, () -> Spec.parse("finite(\tstep=1\n\t2)"))
            .getMessage());
  }
}
