package org.fluxion.conformance;

import static org.fluxion.conformance.Markup.escaped;

/** The frame of our HTML pages: one file that needs no other, and no scripts. */
final class Page {
  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>%s</title>
      <style>
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 100em;
        padding: 0 1em; color: #1c1c1c; background: #fff }
      table { border-collapse: collapse; margin: 1em 0 }
      th, td { border: 1px solid #ccc; padding: .2em .5em; text-align: left; vertical-align: top }
      thead th { background: #f2f2f2; vertical-align: bottom }
      th.operator { writing-mode: vertical-rl; font-weight: normal }
      td.n { text-align: right; white-space: nowrap }
      .passed { background: #e3f4e3 } .failed { background: #f9d6d5; font-weight: bold }
      .skipped { background: #efefef; color: #555 }
      pre, code { font: 13px/1.4 ui-monospace, monospace }
      pre { background: #f6f6f6; padding: .5em; overflow-x: auto; white-space: pre-wrap }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em }
      dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
      </style>
      </head>
      <body>
      <h1>%s</h1>
      %s</body>
      </html>
      """;

  private Page() {}

  /**
   * {@return a page}
   *
   * @param title as plain text
   * @param body as HTML
   */
  static String of(String title, String body) {
    return FRAME.formatted(escaped(title), escaped(title), body);
  }
}
