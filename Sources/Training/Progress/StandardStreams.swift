import Foundation

/// The process's standard streams where nothing may go wrong: on the way out, or in the middle of somebody's write.
public enum StandardStreams {
  /// Opens `/dev/null` for each of the three streams that the program was started without (`2>&-`): otherwise the
  /// next file that is opened takes its number, and messages end up in a checkpoint.
  public static func openMissing() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The system gives the lowest free number, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Writes to standard error as far as that is possible. Whoever reads it may be gone: then there is nobody left to
  /// tell, and the words are lost.
  public static func writeError(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  /// Writes a line to standard error, or nothing where a stopped terminal (Ctrl-S) or a full pipe would make it wait.
  public static func writeErrorWithoutWaiting(_ line: String) {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    // A pipe that is ready takes PIPE_BUF bytes (4096 on Linux) without waiting, far more than a line.
    if poll(&stream, 1, 0) == 1 { writeError(line) }
  }
}
