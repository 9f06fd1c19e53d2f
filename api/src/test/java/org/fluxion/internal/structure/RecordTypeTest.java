package org.fluxion.internal.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluxion.StructureException;
import org.fluxion.internal.Sources;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTypeTest {
  private static final Tensor A = Tensor.scalar(1);

  private record Private(Tensor w) {}

  private record Noted(Tensor w, String note) {}

  private record Counted(int count, Tensor w) {}

  private record Tagged(Set<Tensor> tags) {}

  private record Nested(List<Noted> lines) {}

  private record Positive(Tensor w) {
    Positive {
      if (w.isLessThan(0)) {
        throw new IllegalArgumentException("w must not be negative");
      }
    }
  }

  record Moody(Tensor w) {
    @Override
    public Tensor w() {
      throw new IllegalStateException("not today");
    }
  }

  private record Copying(CustomList list) {}

  /** A list whose class cannot be kept. */
  @SuppressWarnings("serial")
  private static final class CustomList extends ArrayList<Tensor> {
    CustomList() {
      super(List.of(A));
    }
  }

  private static <X> Structure<X> of(X x) {
    return Structure.of("gradient", "x", x);
  }

  private static String refused(Object x) {
    return assertThrows(StructureException.class, () -> of(x)).getMessage();
  }

  @Test
  void aPrivateOrLocalRecordIsRead() {
    record Local(Tensor v) {}
    assertEquals(new Private(Tensor.scalar(2)), of(new Private(A)).rebuild(two()));
    assertEquals(new Local(Tensor.scalar(2)), of(new Local(A)).rebuild(two()));
  }

  private static Tensor[] two() {
    return new Tensor[] {Tensor.scalar(2)};
  }

  @Test
  void aComponentThatIsNoTensorIsRefusedByPathAndType() {
    String madeOf = "; a structure is made of tensors, records, lists, maps with String keys,";
    assertTrue(
        refused(new Noted(A, "x"))
            .startsWith(
                "gradient: x: component .note of record Noted is a java.lang.String" + madeOf));
    assertEquals(
        "gradient: x: component .note of record Noted is null", refused(new Noted(A, null)));
    assertEquals("gradient: x: component .w of record Private is null", refused(new Private(null)));
    assertTrue(
        refused(new Counted(3, A))
            .startsWith("gradient: x: component .count of record Counted is an int" + madeOf));
    assertTrue(
        refused(new Tagged(Set.of()))
            .startsWith("gradient: x: component .tags of record Tagged is a java.util."));
    assertTrue(
        refused(new Nested(List.of(new Noted(A, "x"))))
            .startsWith("gradient: x: component .lines[0].note of record Noted is a java.lang.S"));
  }

  @Test
  void aConstructorThatRefusesADerivativeIsNamed() {
    Structure<Positive> structure = of(new Positive(A));
    StructureException error =
        assertThrows(
            StructureException.class, () -> structure.rebuild(new Tensor[] {Tensor.scalar(-1)}));
    assertEquals(
        "gradient: x: the constructor of record Positive refuses the tensors of a derivative, which"
            + " have the shapes of the argument but other values:"
            + " java.lang.IllegalArgumentException: w must not be negative",
        error.getMessage());
    assertInstanceOf(IllegalArgumentException.class, error.getCause());
  }

  @Test
  void anAccessorThatThrowsIsNamed() {
    assertEquals(
        "gradient: x: accessor w() of record Moody threw: java.lang.IllegalStateException: not"
            + " today",
        refused(new Moody(A)));
  }

  @Test
  void aComponentDeclaredAsAListOfItsOwnClassCannotBeMadeAnew() {
    Structure<Copying> structure = of(new Copying(new CustomList()));
    String message =
        assertThrows(StructureException.class, () -> structure.rebuild(two())).getMessage();
    assertTrue(message.startsWith("gradient: x: record Copying cannot be made anew ("), message);
    assertTrue(message.endsWith("; declare its lists as List and its maps as Map"), message);
  }

  @Test
  void aRecordInAModuleThatIsNotOpenShowsTheMissingLine(@TempDir Path folder) throws Exception {
    Object line = lineInModule(folder, "");
    StructureException error = assertThrows(StructureException.class, () -> of(line));
    assertEquals(
        "gradient: x: record com.acme.model.Line is in module com.acme, which is not open to"
            + " Fluxion; add to its module-info.java: opens com.acme.model to org.fluxion; (or,"
            + " with Fluxion on the class path: opens com.acme.model;)",
        error.getMessage());
  }

  @Test
  void aRecordInAModuleThatIsOpenIsRead(@TempDir Path folder) throws Exception {
    Object line = lineInModule(folder, "opens com.acme.model;");
    assertEquals("Line[w=2.0]", of(line).rebuild(two()).toString());
  }

  /** A record, not public, whose module says what is given about its package. */
  private static Object lineInModule(Path folder, String directive) throws Exception {
    Path classes =
        Sources.compile(
            folder,
            Map.of(
                "module-info.java", "module com.acme { exports com.acme.api; " + directive + " }",
                "com/acme/api/Lines.java",
                    "package com.acme.api; public final class Lines { public static Object line("
                        + "Object w) { return com.acme.model.Maker.line(w); } }",
                "com/acme/model/Maker.java",
                    "package com.acme.model; public final class Maker { public static Object line("
                        + "Object w) { return new Line(w); } }",
                "com/acme/model/Line.java", "package com.acme.model; record Line(Object w) {}"));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("com.acme"));
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, RecordTypeTest.class.getClassLoader());
    return layer
        .findLoader("com.acme")
        .loadClass("com.acme.api.Lines")
        .getMethod("line", Object.class)
        .invoke(null, A);
  }

  @Test
  void threadsShareWhatIsKnownOfAClass() throws Exception {
    record Fresh(Tensor v, Private inner) {}
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Fresh>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Tensor value = Tensor.scalar(i);
        results.add(
            threads.submit(
                () ->
                    of(new Fresh(A, new Private(A))).rebuild(new Tensor[] {value, value.plus(1)})));
      }
      for (int i = 0; i < results.size(); i++) {
        Fresh expected = new Fresh(Tensor.scalar(i), new Private(Tensor.scalar(i + 1)));
        assertEquals(expected, results.get(i).get());
      }
    } finally {
      threads.shutdown();
    }
    Argument argument = new Argument("gradient", "x");
    assertSame(RecordType.of(Fresh.class, argument), RecordType.of(Fresh.class, argument));
  }
}
