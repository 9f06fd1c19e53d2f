package org.fluxion.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * No method has more operations on vectors than the compiler handles: it would make objects of
 * vectors, in some starts of the JVM and not in others, which no measurement finds reliably.
 *
 * <p>An estimate from bytecode. The nodes of an operation were counted by how many of them fit
 * before the compiler's limit of 18,000 in a method that has nothing else; in starts where it knows
 * little about the program it makes a third more of them, hence the lower limit here.
 */
class MethodSizeTest {
  private static final int LIMIT = 13_000;
  private static final int OPERATION = 400;
  private static final int ACCESS = 270;
  private static final int CONSTANT = 130;

  /** An argument; the group is one that becomes a vector. */
  private static final Pattern ARGUMENT = Pattern.compile("L[^;]*;|([DJ])");

  private static final String VECTORS = "jdk/incubator/vector/";

  @Test
  void noMethodHasMoreOperationsThanTheCompilerHandles() throws IOException {
    Map<String, Method> methods = methods();
    List<String> tooLong = new ArrayList<>();
    for (Map.Entry<String, Method> method : methods.entrySet()) {
      int nodes = nodes(method.getKey(), methods);
      if (nodes > LIMIT) {
        tooLong.add(method.getKey() + ": " + nodes);
      }
    }
    assertTrue(tooLong.isEmpty(), () -> "too many operations on vectors in " + tooLong);
  }

  @Test
  void operationsOfMethodsThatAreInlinedAreCounted() throws IOException {
    Map<String, Method> methods = methods();
    String exp = "Exponential.exp([DI[D[DII)V";
    int own = Objects.requireNonNull(methods.get(exp)).nodes;
    assertFalse(own == 0, "it has operations of its own");
    assertTrue(nodes(exp, methods) > own + 8 * OPERATION, "and those of exponent, rest and power");
  }

  /** Of a method with those that are inlined in it: those with vectors as arguments or result. */
  private static int nodes(String name, Map<String, Method> methods) {
    Method method = Objects.requireNonNull(methods.get(name));
    int nodes = method.nodes;
    for (String called : method.called) {
      nodes += nodes(called, methods);
    }
    return nodes;
  }

  private static Map<String, Method> methods() throws IOException {
    Map<String, Method> methods = new HashMap<>();
    String provider = VectorKernelProvider.class.getSimpleName() + ".class";
    URL found = Objects.requireNonNull(VectorKernelProvider.class.getResource(provider));
    Path classes = Objects.requireNonNull(Path.of(URI.create(found.toString())).getParent());
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        try (InputStream bytes = Files.newInputStream(file)) {
          new ClassReader(bytes).accept(new Counting(methods), 0);
        }
      }
    }
    return methods;
  }

  private static String name(String owner, String name, String descriptor) {
    return owner.substring(owner.lastIndexOf('/') + 1) + "." + name + descriptor;
  }

  /** What a method does. */
  private static final class Method extends MethodVisitor {
    final List<String> called = new ArrayList<>();
    int nodes;

    Method() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.startsWith(VECTORS)) {
        nodes += nodes(name, descriptor);
      } else if (owner.startsWith("org/fluxion/kernels/vector/") && descriptor.contains(VECTORS)) {
        called.add(name(owner, name, descriptor));
      }
    }

    private static int nodes(String name, String descriptor) {
      return switch (name) {
        case "broadcast", "zero" -> CONSTANT;
        case "fromArray", "intoArray" -> ACCESS;
        default -> {
          String arguments = descriptor.substring(1, descriptor.indexOf(')'));
          int constants =
              (int) ARGUMENT.matcher(arguments).results().filter(r -> r.group(1) != null).count();
          yield OPERATION + constants * CONSTANT;
        }
      };
    }
  }

  private static final class Counting extends ClassVisitor {
    private final Map<String, Method> methods;
    private String owner = "";

    Counting(Map<String, Method> methods) {
      super(Opcodes.ASM9);
      this.methods = methods;
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] above) {
      owner = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Method method = new Method();
      methods.put(name(owner, name, descriptor), method);
      return method;
    }
  }
}
