#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the program with one line on standard error and status 1: for what no caller can go on without and no caller can
/// mend, such as memory. Not for mistakes in code, which are preconditions.
///
/// Safe on any thread: the ends of libraries are not run, since other threads may still be inside them.
public func endProgram(_ sentence: String) -> Never {
  let path = CommandLine.arguments.first ?? ""
  let name = path.split(separator: "/").last.map { "\($0): " } ?? ""
  let line = Array("\(name)\(sentence)\n".utf8)
  fflush(nil)
  // Nobody may be listening: then there is nobody left to tell.
  _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  _exit(1)
}
