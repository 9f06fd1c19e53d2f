package org.fluxion.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class that is being generated: static methods, and a constructor. */
final class GeneratedClass {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final String NAME = Type.getInternalName(GeneratedClass.class) + "$Code";

  private final ClassWriter writer =
      new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);

  /** Starts a class that implements an interface without state. */
  GeneratedClass(Class<?> contract) {
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(contract)});
    method(
        0,
        "<init>",
        "()V",
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        });
  }

  /** Adds a method that returns nothing. */
  void method(int access, String name, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Calls a static method of the class. */
  static void call(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, name, descriptor, false);
  }

  /**
   * {@return an instance}
   *
   * <p>Its class is hidden: it has no name, and goes when the instance goes.
   */
  <T> T instance(Class<T> contract) {
    writer.visitEnd();
    try {
      MethodHandles.Lookup generated = HERE.defineHiddenClass(writer.toByteArray(), true);
      MethodHandle constructor =
          generated.findConstructor(generated.lookupClass(), MethodType.methodType(void.class));
      return contract.cast(constructor.invoke());
    } catch (Throwable failure) {
      throw new IllegalStateException("generated code does not load", failure);
    }
  }
}
