package org.fluxion.layers.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link Header}: an object for each tensor, and one for the notes. */
final class HeaderJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String METADATA = "__metadata__";
  private static final String TYPE = "dtype";
  private static final String SHAPE = "shape";
  private static final String OFFSETS = "data_offsets";

  private final JsonParser in;
  private final List<Header.Entry> entries = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderJson(JsonParser in) {
    this.in = in;
  }

  static String write(Header header) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      if (!header.metadata().isEmpty()) {
        out.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> note : header.metadata().entrySet()) {
          out.writeStringField(note.getKey(), note.getValue());
        }
        out.writeEndObject();
      }
      for (Header.Entry entry : header.entries()) {
        requireUsable(entry.name());
        out.writeObjectFieldStart(entry.name());
        out.writeStringField(TYPE, entry.type().name());
        out.writeFieldName(SHAPE);
        out.writeArray(entry.shape(), 0, entry.shape().length);
        out.writeFieldName(OFFSETS);
        out.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
        out.writeEndObject();
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written", e);
    }
    return text.toString();
  }

  private static void requireUsable(String name) {
    if (name.equals(METADATA)) {
      throw new TensorFileException(
          "no tensor may be named " + METADATA + ", where notes are kept");
    }
  }

  static Header read(byte[] json) {
    if (json.length == 0 || json[0] != '{') {
      throw new TensorFileException("has no header that begins with {; it is no safetensors file");
    }
    try (JsonParser in = FACTORY.createParser(json)) {
      return new HeaderJson(in).header();
    } catch (JsonProcessingException e) {
      throw new TensorFileException(
          "has a header that is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be read", e);
    }
  }

  private Header header() throws IOException {
    in.nextToken();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      expect(in.nextToken() == JsonToken.START_OBJECT, name + " is no object");
      if (name.equals(METADATA)) {
        readMetadata();
      } else {
        readEntry(name);
      }
    }
    expect(in.nextToken() == null, "something follows behind the object");
    return new Header(List.copyOf(entries), metadata);
  }

  private void readMetadata() throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      expect(in.nextToken() == JsonToken.VALUE_STRING, METADATA + "." + name + " is no string");
      metadata.put(name, in.getText());
    }
  }

  private void readEntry(String name) throws IOException {
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      in.nextToken();
      switch (key) {
        case TYPE -> {
          expect(in.currentToken() == JsonToken.VALUE_STRING, name + "." + TYPE + " is no string");
          type = in.getText();
        }
        case SHAPE -> shape = numbers(name + "." + SHAPE, Integer.MAX_VALUE);
        case OFFSETS -> offsets = numbers(name + "." + OFFSETS, Long.MAX_VALUE);
        default -> throw new TensorFileException("header: " + name + " has an unknown " + key);
      }
    }
    int[] lengths =
        given(shape, name, SHAPE).stream().mapToInt(length -> Math.toIntExact(length)).toArray();
    List<Long> ends = given(offsets, name, OFFSETS);
    expect(ends.size() == 2, name + "." + OFFSETS + " has " + ends.size() + " numbers, not 2");
    ElementType known = ElementType.named(given(type, name, TYPE), name);
    entries.add(new Header.Entry(name, known, lengths, ends.get(0), ends.get(1)));
  }

  private List<Long> numbers(String what, long largest) throws IOException {
    expect(in.currentToken() == JsonToken.START_ARRAY, what + " is no array");
    List<Long> numbers = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(
          in.currentToken() == JsonToken.VALUE_NUMBER_INT
              && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && in.getLongValue() >= 0
              && in.getLongValue() <= largest,
          what + " has " + in.getText() + ", which is no whole number in range");
      numbers.add(in.getLongValue());
    }
    return numbers;
  }

  private static <T> T given(@Nullable T value, String name, String key) {
    if (value == null) {
      throw new TensorFileException("header: " + name + " has no " + key);
    }
    return value;
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new TensorFileException("header: " + otherwise);
    }
  }
}
