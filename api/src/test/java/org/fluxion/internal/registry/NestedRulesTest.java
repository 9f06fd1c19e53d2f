package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.Sources;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.InnerCall;
import org.fluxion.spi.NestedRule;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedRulesTest {
  private static final Backend TOY = new ToyBackend("toy");

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir Path folder;

  /** A rule that counts how often it is loaded. */
  public static final class Rule implements NestedRule {
    static final AtomicInteger LOADED = new AtomicInteger();

    public Rule() {
      LOADED.incrementAndGet();
    }

    @Override
    public Tensor[] apply(InnerCall call, Tensor... operands) {
      return operands;
    }
  }

  /** A second rule. */
  public static final class Rival implements NestedRule {
    @Override
    public Tensor[] apply(InnerCall call, Tensor... operands) {
      return operands;
    }
  }

  /** A rule that does not load. */
  public static final class Broken implements NestedRule {
    public Broken() {
      throw new IllegalStateException("out of order");
    }

    @Override
    public Tensor[] apply(InnerCall call, Tensor... operands) {
      return operands;
    }
  }

  private void classPath(Class<?>... rules) throws Exception {
    String[] names = new String[rules.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = rules[i].getName();
    }
    Thread.currentThread()
        .setContextClassLoader(Sources.loader(Sources.provide(folder, NestedRule.class, names)));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    System.clearProperty("fluxion.nested");
  }

  @Test
  void thereNeedNotBeARule() throws Exception {
    classPath();
    assertEquals(Optional.empty(), NestedRules.find());
    assertEquals(Nesting.NATURAL, NestedRules.nesting(TOY));
  }

  @Test
  void theRuleIsLoadedOnce() throws Exception {
    classPath(Rule.class);
    int loaded = Rule.LOADED.get();
    assertInstanceOf(Rule.class, NestedRules.find().orElseThrow());
    assertSame(NestedRules.find().get(), NestedRules.find().get());
    assertEquals(Nesting.RULE, NestedRules.nesting(TOY));
    assertEquals(loaded + 1, Rule.LOADED.get());
  }

  @Test
  void theRuleIsSwitchedOffByTheBackendOrTheProperty() throws Exception {
    classPath(Rule.class);
    assertEquals(
        Nesting.NATURAL, NestedRules.nesting(WithNesting.of(TOY, Optional.of(Nesting.NATURAL))));
    System.setProperty("fluxion.nested", "off");
    assertEquals(Nesting.NATURAL, NestedRules.nesting(TOY));
    System.setProperty("fluxion.nested", "on");
    assertEquals(Nesting.RULE, NestedRules.nesting(TOY));
    System.setProperty("fluxion.nested", "recompute");
    assertEquals(Nesting.RECOMPUTE, NestedRules.nesting(TOY));
    assertEquals(
        Nesting.FORWARD_OVER_REVERSE,
        NestedRules.nesting(WithNesting.of(TOY, Optional.of(Nesting.FORWARD_OVER_REVERSE))));
    System.setProperty("fluxion.nested", "of");
    assertEquals(
        "the system property fluxion.nested is \"of\"; it needs one of on, off, reverseOverReverse,"
            + " forwardOverReverse, recompute, reverseOverForward",
        assertThrows(InvalidSpecException.class, () -> NestedRules.nesting(TOY)).getMessage());
  }

  @Test
  void twoRulesAreAnError() throws Exception {
    classPath(Rule.class, Rival.class);
    String message = assertThrows(FluxionException.class, NestedRules::find).getMessage();
    assertTrue(
        message.startsWith(
            "several nested rules are on the class path: " + Rule.class.getName() + " in "),
        message);
    assertTrue(message.contains("; " + Rival.class.getName() + " in "), message);
    assertTrue(
        message.endsWith("; keep one of them, or -Dfluxion.nested=off does without"), message);
    System.setProperty("fluxion.nested", "off");
    assertEquals(Nesting.NATURAL, NestedRules.nesting(TOY));
  }

  @Test
  void aRuleThatDoesNotLoadIsAnErrorUnlessAnotherDoes() throws Exception {
    classPath(Broken.class);
    assertEquals(
        "the nested rule "
            + Broken.class.getName()
            + " does not load: java.lang.IllegalStateException: out of order;"
            + " -Dfluxion.nested=off does without",
        assertThrows(FluxionException.class, NestedRules::find).getMessage());
    classPath(Broken.class, Rule.class);
    assertInstanceOf(Rule.class, NestedRules.find().orElseThrow());
  }
}
