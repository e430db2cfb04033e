package dev.clew.bench.target;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Adds up the files below a data folder; those below a folder named `log` or `wal` apart.
final class FileSizes extends SimpleFileVisitor<Path> {
  private final Path root;
  private long data;
  private long log;

  private FileSizes(Path root) {
    this.root = root;
  }

  static Target.Disk of(Path root) throws IOException {
    FileSizes sizes = new FileSizes(root);
    Files.walkFileTree(root, sizes);
    return new Target.Disk(sizes.data, sizes.log);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isLog(root.relativize(file))) {
      log += attributes.size();
    } else {
      data += attributes.size();
    }
    return FileVisitResult.CONTINUE;
  }

  /// Files come and go while a server runs.
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private static boolean isLog(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("log") || name.equals("wal")) {
        return true;
      }
    }
    return false;
  }
}
