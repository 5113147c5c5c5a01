#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The processor that this program runs on, as far as a program can ask.
public struct Processor: Sendable {
  /// The name the manufacturer gave it, as in "AMD EPYC", or the architecture where none is known.
  public let name: String

  /// What it can do, in Linux's words ("avx2", "fma", "avx512f"). Empty where the system does not say.
  public let features: Set<String>

  /// The processor of this machine.
  public static let current = Processor(cpuinfo: readText("/proc/cpuinfo"))

  /// Reads the text of Linux's `/proc/cpuinfo`; the first processor stands for all.
  init(cpuinfo: String) {
    var fields: [Substring: Substring] = [:]
    for line in cpuinfo.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].trimmingBlanks
      if fields[key] == nil { fields[key] = line[line.index(after: colon)...].trimmingBlanks }
    }
    features = Set((fields["flags"] ?? fields["Features"] ?? "").split(separator: " ").map(String.init))
    #if arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "x86-64"
    #endif
    name = fields["model name"].map(String.init) ?? architecture
  }

  /// How many cores this process may use: the size of its affinity mask, not the size of the machine.
  public static var availableCores: Int {
    // Linux writes the mask in hexadecimal, with commas: "Cpus_allowed:\tff,ffffffff".
    for line in readText("/proc/self/status").split(separator: "\n") where line.hasPrefix("Cpus_allowed:") {
      let count = line.dropFirst("Cpus_allowed:".count).reduce(0) {
        $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount
      }
      if count > 0 { return count }
    }
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}

/// The whole text of a small system file, or nothing. `/proc` files claim a size of zero, so they are read to their end.
private func readText(_ path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { break }
    bytes.append(contentsOf: chunk[..<count])
  }
  return String(decoding: bytes, as: UTF8.self)
}
