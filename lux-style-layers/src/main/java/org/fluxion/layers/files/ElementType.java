package org.fluxion.layers.files;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The types of numbers in a file that are read, each with its number of bytes. */
enum ElementType {
  F64(8) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.getDouble();
    }
  },
  F32(4) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.getFloat();
    }
  },
  F16(2) {
    @Override
    double read(ByteBuffer from, String name) {
      return half(from.getShort());
    }
  },
  BF16(2) {
    @Override
    double read(ByteBuffer from, String name) {
      // The upper half of a float.
      return Float.intBitsToFloat(from.getShort() << Short.SIZE);
    }
  },
  I64(8) {
    @Override
    double read(ByteBuffer from, String name) {
      long value = from.getLong();
      return exact(value, (double) value, name);
    }
  },
  U64(8) {
    @Override
    double read(ByteBuffer from, String name) {
      long value = from.getLong();
      if (value < 0) {
        throw inexact(Long.toUnsignedString(value), name);
      }
      return exact(value, (double) value, name);
    }
  },
  I32(4) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.getInt();
    }
  },
  U32(4) {
    @Override
    double read(ByteBuffer from, String name) {
      return Integer.toUnsignedLong(from.getInt());
    }
  },
  I16(2) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.getShort();
    }
  },
  U16(2) {
    @Override
    double read(ByteBuffer from, String name) {
      return Short.toUnsignedInt(from.getShort());
    }
  },
  I8(1) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.get();
    }
  },
  U8(1) {
    @Override
    double read(ByteBuffer from, String name) {
      return Byte.toUnsignedInt(from.get());
    }
  },
  BOOL(1) {
    @Override
    double read(ByteBuffer from, String name) {
      return from.get() == 0 ? 0 : 1;
    }
  };

  private static final int FRACTION_BITS = 10;
  private static final int EXPONENT_MASK = 0x1f;
  private static final int FRACTION_MASK = 0x3ff;
  private static final int SMALLEST_EXPONENT = -24;
  private static final long LARGEST_EXACT = 1L << 53;

  private final int width;

  ElementType(int width) {
    this.width = width;
  }

  int width() {
    return width;
  }

  /**
   * {@return the next number}
   *
   * @param name of the tensor, for messages
   */
  abstract double read(ByteBuffer from, String name);

  /** {@return the type with this name} */
  static ElementType named(String type, String tensor) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new TensorFileException(
                    tensor
                        + " has elements of type "
                        + type
                        + "; known are "
                        + Arrays.toString(values())));
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> FRACTION_BITS & EXPONENT_MASK;
    int fraction = bits & FRACTION_MASK;
    double magnitude;
    if (exponent == EXPONENT_MASK) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, SMALLEST_EXPONENT);
    } else {
      int significand = fraction | 1 << FRACTION_BITS;
      magnitude = Math.scalb((double) significand, exponent + SMALLEST_EXPONENT - 1);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  private static double exact(long value, double rounded, String name) {
    if (Math.abs(value) > LARGEST_EXACT || value == Long.MIN_VALUE) {
      throw inexact(Long.toString(value), name);
    }
    return rounded;
  }

  private static TensorFileException inexact(String value, String name) {
    return new TensorFileException(
        name + " has the element " + value + ", which a double does not hold exactly");
  }
}
