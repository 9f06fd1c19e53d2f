package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.fluxion.Backend;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.DelegatingBackend;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WithNestingTest {
  private final Backend given = new ToyBackend("toy");

  @Test
  void wrapsOnlyWhereTheNestingChanges() {
    assertSame(given, WithNesting.of(given, Optional.empty()));
    assertSame(given, WithNesting.of(given, Optional.of(Nesting.RULE)));
    Backend natural = WithNesting.of(given, Optional.of(Nesting.NATURAL));
    assertEquals(Nesting.NATURAL, natural.nesting());
    assertEquals(Nesting.RULE, WithNesting.of(natural, Optional.of(Nesting.RULE)).nesting());
  }

  @Test
  void differentiatesAsGiven() {
    Backend natural = WithNesting.of(given, Optional.of(Nesting.NATURAL));
    assertEquals("toy", natural.name());
    assertEquals(given.capabilities(), natural.capabilities());
    assertSame(given, natural.preferred(Direction.FORWARD));
    assertEquals(
        Tensor.scalar(6),
        natural.linearize(at -> new Tensor[] {at[0].square()}, Tensor.scalar(3))
            .pushforward(Tensor.scalar(1))[0]);
    assertEquals(
        Tensor.scalar(18),
        natural.linearizeGradient(
                at -> new Tensor[] {at[0].times(at[0]).times(at[0])}, Tensor.scalar(3))
            .pushforward(Tensor.scalar(1))[1]);
  }

  /** A method added to Backend with a default would otherwise bypass what the backend has. */
  @Test
  void handsOnEveryMethod() {
    for (Method method : Backend.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        assertDoesNotThrow(
            () ->
                DelegatingBackend.class.getDeclaredMethod(
                    method.getName(), method.getParameterTypes()),
            method::toString);
      }
    }
  }
}
