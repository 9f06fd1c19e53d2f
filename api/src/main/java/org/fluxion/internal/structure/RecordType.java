package org.fluxion.internal.structure;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.fluxion.StructureException;

/**
 * How records of one class are read and made; looked up once for each class.
 *
 * @param name the class's simple name, for messages
 */
record RecordType(
    String name,
    List<RecordComponent> components,
    List<Method> accessors,
    Constructor<?> constructor) {

  private static final ClassValue<RecordType> TYPES =
      new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
          return reflect(type);
        }
      };

  /**
   * {@return the type of a record class}
   *
   * @throws StructureException if its module is not open to this one; asked again the next time
   */
  static RecordType of(Class<?> type, Argument owner) {
    try {
      return TYPES.get(type);
    } catch (InaccessibleObjectException e) {
      throw causedBy(new StructureException(owner + ": " + closed(type)), e);
    }
  }

  private static RecordType reflect(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Method[] accessors =
        Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    Class<?>[] canonical =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(canonical);
      AccessibleObject.setAccessible(accessors, true);
      constructor.setAccessible(true);
      return new RecordType(
          type.getSimpleName(), List.of(components), List.of(accessors), constructor);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("every record has its canonical constructor: " + type, e);
    }
  }

  private static String closed(Class<?> type) {
    String opens = "opens " + type.getPackageName();
    String message =
        "record "
            + type.getName()
            + " is in module "
            + type.getModule().getName()
            + ", which is not open to Fluxion; add to its module-info.java: "
            + opens
            + " to org.fluxion;";
    boolean onClassPath = !RecordType.class.getModule().isNamed();
    return onClassPath
        ? message + " (or, with Fluxion on the class path: " + opens + ";)"
        : message;
  }

  String component(int index) {
    return components.get(index).getName();
  }

  /** {@return the value of a component of a record} */
  Object get(Object instance, int index, Argument owner) {
    try {
      return accessors.get(index).invoke(instance);
    } catch (InvocationTargetException e) {
      throw refused(
          owner + ": accessor " + component(index) + "() of record " + name + " threw", e);
    } catch (IllegalAccessException e) {
      throw new LinkageError("made accessible: " + accessors.get(index), e);
    }
  }

  /**
   * {@return a record with these components}
   *
   * @throws StructureException if its constructor refuses them
   */
  Object make(Object[] arguments, Argument owner) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw refused(
          owner
              + ": the constructor of record "
              + name
              + " refuses the tensors of a derivative, which have the shapes of the argument but"
              + " other values",
          e);
    } catch (IllegalArgumentException e) {
      throw causedBy(
          new StructureException(
              owner
                  + ": record "
                  + name
                  + " cannot be made anew ("
                  + e.getMessage()
                  + "); declare its lists as List and its maps as Map"),
          e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record can be instantiated: " + constructor, e);
    }
  }

  private static StructureException refused(String message, InvocationTargetException wrapper) {
    Throwable cause = wrapper.getTargetException();
    if (cause instanceof Error error) {
      throw error;
    }
    return causedBy(new StructureException(message + ": " + cause), cause);
  }

  private static StructureException causedBy(StructureException error, Throwable cause) {
    error.initCause(cause);
    return error;
  }
}
