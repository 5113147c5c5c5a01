#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much memory a process can use before the system ends it.
enum MemoryLimit {
  /// The smaller of what the machine has and what its container may take, in bytes; `nil` where nobody says.
  ///
  /// Swap does not count: a training that lives in it would not end in a lifetime.
  static let ofThisProcess: Int? = {
    let machine = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    // The container's own group, in the second and the first version of Linux's control groups.
    let groups = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return smallest(machine: machine, groups: groups.map(readText))
  }()

  /// The smallest of these; "max" and nothing at all are no limit.
  static func smallest(machine: Int, groups: [String]) -> Int? {
    let limits = groups.compactMap { $0.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } }
    return ([machine] + limits).filter { $0 > 0 }.min()
  }
}
