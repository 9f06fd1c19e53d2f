package org.fluxion.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The look of our tables. Only ASCII, since not every terminal shows more. */
final class Table {
  private static final int WIDEST = 100;

  private Table() {}

  /** {@return the rows as a table, which ends in a line break} */
  static <T> String of(List<T> rows, List<ColumnData<T>> columns) {
    Character[] look = AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER;
    return AsciiTable.getTable(look, rows, columns)
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
  }

  /** {@return a column of words} */
  static <T> ColumnData<T> words(String header, Function<T, String> cell) {
    return column(header, HorizontalAlign.LEFT, cell);
  }

  /** {@return a column of numbers} */
  static <T> ColumnData<T> numbers(String header, Function<T, String> cell) {
    return column(header, HorizontalAlign.RIGHT, cell);
  }

  private static <T> ColumnData<T> column(
      String header, HorizontalAlign align, Function<T, String> cell) {
    return new Column()
        .header(header)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(WIDEST)
        .with(cell);
  }
}
