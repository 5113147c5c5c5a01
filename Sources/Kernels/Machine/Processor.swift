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

  /// How many cores this process may use: the smallest of what is switched on, what its affinity mask allows, and what
  /// its container may take of the machine.
  public static var availableCores: Int {
    var counts = [Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))]
    if let mask = affinity(status: readText("/proc/self/status")) { counts.append(mask) }
    if let quota = quota(cpuMax: readText("/sys/fs/cgroup/cpu.max")) { counts.append(quota) }
    return max(1, counts.min() ?? 1)
  }

  /// The number of processors in the mask of `/proc/self/status`, hexadecimal with commas: "Cpus_allowed:\tff,ffffffff".
  static func affinity(status: String) -> Int? {
    for line in status.split(separator: "\n") where line.hasPrefix("Cpus_allowed:") {
      return line.dropFirst("Cpus_allowed:".count).reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
    }
    return nil
  }

  /// The processors that a container may keep busy, rounded up, from the two numbers of `cpu.max`: microseconds of
  /// processor time in each period of so many microseconds. "max 100000" is no limit.
  static func quota(cpuMax: String) -> Int? {
    let words = cpuMax.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let time = Int(words[0]), let period = Int(words[1]), time > 0, period > 0 else {
      return nil
    }
    return (time - 1) / period + 1
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
func readText(_ path: String) -> String {
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
