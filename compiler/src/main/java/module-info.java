/** Bytecode for prepared programs: fused loops and straight-line code on numbers. */
module org.fluxion.compiler {
  requires transitive org.fluxion;
  requires jdk.management;
  requires org.objectweb.asm;
  requires static transitive org.jspecify;

  provides org.fluxion.internal.code.CodeGenerator with
      org.fluxion.compiler.BytecodeGenerator;
}
