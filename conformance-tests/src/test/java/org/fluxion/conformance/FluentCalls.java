package org.fluxion.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Calls every operation of {@link Tensor} with whatever arguments it takes.
 *
 * <p>Operations are found by reflection, and arguments are offered by type; what an operation
 * refuses with an error of the library is passed over. So an operation that is added is called
 * without anybody listing it here.
 */
final class FluentCalls {
  private static final Shape[] SHAPES = {
    Shape.SCALAR, Shape.of(3), Shape.of(2, 3), Shape.of(1, 3), Shape.of(3, 3), Shape.of(2, 3, 2),
  };
  private static final int[][] INT_LISTS = {
    {}, {0}, {1}, {2}, {0, 1}, {1, 0}, {0, 2}, {2, 0, 1}, {3, 2}, {6}, {2, 3}, {2, 1, 3}
  };
  private static final double[] NUMBERS = {-1.3, 0.6, 2.4, 3};
  private static final int[] INTS = {0, 1, 2};

  private FluentCalls() {}

  /** The elements that operands are made of, and the shapes that they come in. */
  enum Elements {
    POSITIVE(0.2, 0.9),
    NEGATIVE(-0.9, -0.2),
    EITHER_SIGN(0.2, 0.9),
    SMALL(1e-4, 1e-3),
    /** Away from whole numbers, where steps are. */
    LARGE(0.3, 0.7),
    /** Symmetric and positive definite. */
    DEFINITE(0.2, 0.9);

    private final double least;
    private final double most;

    Elements(double least, double most) {
      this.least = least;
      this.most = most;
    }

    private List<Tensor> draw(Draws draws) {
      Shape[] shapes =
          switch (this) {
            case POSITIVE -> SHAPES;
            case EITHER_SIGN -> new Shape[] {Shape.of(3)};
            case DEFINITE -> new Shape[] {Shape.of(3, 3)};
            default -> new Shape[] {Shape.SCALAR, Shape.of(3)};
          };
      return Arrays.stream(shapes).map(shape -> draw(draws, shape)).toList();
    }

    private Tensor draw(Draws draws, Shape shape) {
      Tensor drawn = draws.between(least, most, shape);
      return switch (this) {
        case EITHER_SIGN -> drawn.times(draws.generic(shape).sign());
        case LARGE -> drawn.plus(draws.between(3, 8, shape).floor());
        case DEFINITE -> drawn.matmul(drawn.transpose()).plus(Tensor.eye(shape.get(0)));
        default -> drawn;
      };
    }
  }

  /** {@return the operations: public methods that take and give tensors} */
  static List<Method> operations() {
    return Arrays.stream(Tensor.class.getMethods())
        .filter(m -> m.getDeclaringClass() == Tensor.class && givesTensors(m))
        .filter(m -> !Modifier.isStatic(m.getModifiers()) || takesTensors(m))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static boolean givesTensors(Method method) {
    Class<?> type = method.getReturnType();
    return type == Tensor.class || (type.isRecord() && type.getEnclosingClass() == Tensor.class);
  }

  private static boolean takesTensors(Method method) {
    return Stream.of(method.getParameterTypes())
        .anyMatch(t -> t == Tensor.class || t == Tensor[].class || t == List.class);
  }

  /**
   * Calls an operation with every combination of arguments.
   *
   * @param watched applied to each tensor that is passed
   * @return how many calls were accepted
   */
  static int call(Method operation, Elements elements, Draws draws, UnaryOperator<Tensor> watched) {
    List<List<Object>> calls = List.of(List.of());
    if (!Modifier.isStatic(operation.getModifiers())) {
      calls = extend(calls, Tensor.class, elements, draws);
    }
    for (Class<?> type : operation.getParameterTypes()) {
      calls = extend(calls, type, elements, draws);
    }
    int accepted = 0;
    for (List<Object> arguments : calls) {
      accepted += invoke(operation, arguments, watched) ? 1 : 0;
    }
    return accepted;
  }

  private static List<List<Object>> extend(
      List<List<Object>> calls, Class<?> type, Elements elements, Draws draws) {
    List<List<Object>> longer = new ArrayList<>();
    for (List<Object> call : calls) {
      for (Object argument : candidates(type, elements, draws)) {
        List<Object> extended = new ArrayList<>(call);
        extended.add(argument);
        longer.add(extended);
      }
    }
    return longer;
  }

  private static List<Object> candidates(Class<?> type, Elements elements, Draws draws) {
    List<Object> candidates = new ArrayList<>();
    if (type == Tensor.class) {
      candidates.addAll(elements.draw(draws));
    } else if (type == Tensor[].class || type == List.class) {
      for (Tensor first : elements.draw(draws)) {
        Tensor[] two = {first, elements.draw(draws, first.shape())};
        candidates.add(type == List.class ? List.of(two) : two);
      }
    } else if (type == int[].class) {
      candidates.addAll(List.of(INT_LISTS));
    } else if (type == int.class) {
      Arrays.stream(INTS).forEach(candidates::add);
    } else if (type == double.class) {
      Arrays.stream(NUMBERS).forEach(candidates::add);
    } else if (type == boolean.class) {
      candidates.addAll(List.of(true, false));
    } else if (type == Shape.class) {
      candidates.addAll(List.of(SHAPES));
    } else {
      throw new AssertionError("no arguments of type " + type.getName() + " to offer; add some");
    }
    return candidates;
  }

  private static boolean invoke(
      Method operation, List<Object> arguments, UnaryOperator<Tensor> watched) {
    Object[] given = arguments.stream().map(a -> watched(a, watched)).toArray();
    boolean bound = !Modifier.isStatic(operation.getModifiers());
    try {
      operation.invoke(
          bound ? given[0] : null, bound ? Arrays.copyOfRange(given, 1, given.length) : given);
      return true;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof FluxionException) {
        return false;
      }
      throw new AssertionError(operation + " of " + arguments + ": " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object watched(Object argument, UnaryOperator<Tensor> watched) {
    if (argument instanceof Tensor tensor) {
      return watched.apply(tensor);
    }
    if (argument instanceof Tensor[] tensors) {
      return Arrays.stream(tensors).map(watched).toArray(Tensor[]::new);
    }
    if (argument instanceof List<?> list) {
      return list.stream().map(t -> watched.apply((Tensor) t)).toList();
    }
    return argument;
  }
}
