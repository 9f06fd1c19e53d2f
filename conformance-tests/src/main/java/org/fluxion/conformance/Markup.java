package org.fluxion.conformance;

/** Any text as content, or as the value of an attribute, of HTML and XML. */
final class Markup {
  private Markup() {}

  /**
   * {@return the text with all that has a meaning in markup written as references}
   *
   * <p>XML has no way to write most control characters and halves of surrogate pairs; they come out
   * as in Java source.
   */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // As references they stay what they are in the value of an attribute.
                case '\n', '\r', '\t' -> out.append("&#").append(c).append(';');
                default -> {
                  if (isAllowed(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format("\\u%04x", c));
                  }
                }
              }
            });
    return out.toString();
  }

  /** As section 2.2 of XML 1.0 lists them. */
  private static boolean isAllowed(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }
}
