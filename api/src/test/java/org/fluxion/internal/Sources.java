package org.fluxion.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** Small class paths made by a test: compiled sources and service files in temporary folders. */
public final class Sources {
  private Sources() {}

  /** {@return a new folder below the given one, with the classes of sources given by file name} */
  public static Path compile(Path folder, Map<String, String> sources) throws IOException {
    Path from = Files.createTempDirectory(folder, "sources");
    Path to = Files.createTempDirectory(folder, "classes");
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = from.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()).toString());
    }
    List<String> arguments = new ArrayList<>();
    Collections.addAll(arguments, "-proc:none", "--release", "17");
    Collections.addAll(arguments, "-d", to.toString(), "-cp", classPath());
    arguments.addAll(files);
    // Not javax.tools: tests are compiled as a part of their module, which does not read it.
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    if (javac.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalArgumentException(messages.toString());
    }
    return to;
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** {@return the folder, now with a file that names the providers of a service} */
  public static Path provide(Path folder, Class<?> service, String... providers)
      throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.writeString(services.resolve(service.getName()), String.join("\n", providers));
    return folder;
  }

  /** {@return a loader that sees these folders and the tests} */
  public static URLClassLoader loader(Path... folders) throws MalformedURLException {
    URL[] urls = new URL[folders.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = folders[i].toUri().toURL();
    }
    return new URLClassLoader(urls, Sources.class.getClassLoader());
  }
}
