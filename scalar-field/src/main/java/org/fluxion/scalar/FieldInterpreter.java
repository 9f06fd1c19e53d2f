package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on tensors over the elements of a {@link ScalarField}: each tensor that it watches
 * is an array of elements, and each primitive is said in terms of them.
 *
 * <p>Every primitive of the library has a meaning here, but for those that take a function that the
 * elements lack; they are refused by name. Primitives of others are taken apart if they {@linkplain
 * Primitive#expand expand}, and refused by name if they do not.
 *
 * <pre>{@code
 * try (FieldInterpreter<T> level = new FieldInterpreter<>("acme", field)) {
 *   Tensor y = f.apply(level.watch(x.shape(), elementsOf(x)));
 *   return level.elements(y);
 * }
 * }</pre>
 *
 * <p>Meant to be extended, by engines whose elements can hold what outer derivatives watch, or the
 * derivative that a primitive brings along. One thread, one call, as for every interpreter.
 *
 * @param <T> the elements
 */
public class FieldInterpreter<T> extends Interpreter {
  private final String engine;
  private final ScalarField<T> field;
  private final Moves moves = new Moves();

  /**
   * Opens a level.
   *
   * @param engine its name, for messages
   * @param field what the elements can do
   */
  public FieldInterpreter(String engine, ScalarField<T> field) {
    this.engine = engine;
    this.field = field;
  }

  /**
   * {@return the primitives that are refused because the elements lack a function, or because they
   * cannot be said in elements}
   */
  public static Set<String> unsupported(ScalarField<?> field) {
    return Meanings.lacking(field);
  }

  /**
   * {@return a tensor made of elements}
   *
   * @param elements row-major, as many as the shape has
   */
  public final Tensor watch(Shape shape, List<T> elements) {
    return new Elements<>(this, shape, List.copyOf(elements));
  }

  /** {@return the elements of a tensor, row-major; numbers are constants} */
  public final List<T> elements(Tensor tensor) {
    Operand<T> operand = operand(tensor);
    List<T> elements = new ArrayList<>(operand.size());
    for (int i = 0; i < operand.size(); i++) {
      elements.add(operand.get(i));
    }
    return elements;
  }

  /** {@return whether a tensor is one of this level} */
  public final boolean watches(Tensor tensor) {
    return owns(tensor);
  }

  @Override
  protected String kind() {
    return engine;
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    boolean isOfLibrary = isOfLibrary(primitive);
    if (isOfLibrary && Meanings.isConstant(primitive.name())) {
      return primitive.apply(primals(operands));
    }
    Tensor result = isOfLibrary ? meaning(primitive, operands) : null;
    if (result != null) {
      return result;
    }
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    if (!isOfLibrary) {
      return interpretOther(primitive, operands);
    }
    throw refused(
        "its elements have no such function, and it does not approximate",
        primitive,
        "differentiate with another backend, or hand this part to one by DifferentiateWith");
  }

  /** {@return what a primitive of the library gives, or null where its elements lack a function} */
  private @Nullable Tensor meaning(Primitive primitive, Tensor[] operands) {
    List<Operand<T>> own = new ArrayList<>(operands.length);
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < operands.length; i++) {
      own.add(operand(operands[i]));
      shapes[i] = operands[i].shape();
    }
    Application<T> application = new Application<>(field, primitive, own, primitive.shape(shapes));
    List<T> elements = Meanings.of(application, moves);
    return elements == null ? null : watch(application.shape(), elements);
  }

  /** Names are the library's own only for its own classes; anybody may call a primitive "sin". */
  private static boolean isOfLibrary(Primitive primitive) {
    return primitive.getClass().getPackageName().equals(Primitive.class.getPackageName());
  }

  /**
   * {@return what a primitive means that is not the library's and does not expand}
   *
   * <p>The default refuses it by name.
   *
   * @param operands not to be changed
   */
  protected Tensor interpretOther(Primitive primitive, Tensor[] operands) {
    throw refused(
        "it knows the primitives of the library only",
        primitive,
        "give it an expand that says it by those, or differentiate with another backend");
  }

  /**
   * {@return the elements of a tensor that another derivative watches, further out}
   *
   * <p>The default refuses it: elements that hold numbers would drop what the other derivative
   * wants.
   */
  protected List<T> entered(Tracer tensor) {
    throw new UnsupportedDerivativeException(
        engine
            + ": a tensor of shape "
            + tensor.shape()
            + " is watched by another derivative, "
            + tensor.interpreter()
            + ", of which its elements know nothing; give the inner call a backend that nests, or"
            + " wrap its function in DifferentiateWith");
  }

  /** {@return the value of elements, as a tensor one level further out} */
  protected Tensor primal(Shape shape, List<T> elements) {
    return Operand.of(field, shape, elements).values();
  }

  /** {@return the operands freed of this level} */
  protected final Tensor[] primals(Tensor[] operands) {
    Tensor[] primals = operands.clone();
    for (int i = 0; i < primals.length; i++) {
      primals[i] = owns(operands[i]) ? ((Tracer) operands[i]).primal() : operands[i];
    }
    return primals;
  }

  private UnsupportedDerivativeException refused(String why, Primitive primitive, String remedy) {
    return new UnsupportedDerivativeException(
        engine + ": primitive \"" + primitive.name() + "\" is refused: " + why + "; " + remedy);
  }

  private Operand<T> operand(Tensor tensor) {
    List<T> own = own(tensor);
    if (own != null) {
      return Operand.of(field, tensor.shape(), own);
    }
    return tensor instanceof Tracer tracer
        ? Operand.of(field, tensor.shape(), entered(tracer))
        : Operand.of(field, tensor);
  }

  @SuppressWarnings("unchecked") // tracers of this level are made by watch
  private @Nullable List<T> own(Tensor tensor) {
    return owns(tensor) ? ((Elements<T>) tensor).elements : null;
  }

  /** A tensor as an array of elements. */
  private static final class Elements<T> extends Tracer {
    private final FieldInterpreter<T> level;
    private final Shape shape;
    private final List<T> elements;

    Elements(FieldInterpreter<T> level, Shape shape, List<T> elements) {
      super(level);
      this.level = level;
      this.shape = shape;
      this.elements = elements;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public Tensor primal() {
      return level.primal(shape, elements);
    }
  }
}
