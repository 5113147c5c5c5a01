#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system says about its last failed call, for instance "No such file or directory".
package func systemMessage() -> String { String(cString: strerror(errno)) }
