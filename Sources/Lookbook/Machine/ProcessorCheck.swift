import Foundation
import Training

/// Whether this processor can run what was built: asked before anything else, since the answer would otherwise be an
/// illegal instruction somewhere in a kernel.
///
/// This module is compiled for any processor of the architecture; the modules below it are not, and so their reader
/// of `/proc/cpuinfo` cannot be used here.
enum ProcessorCheck {
  /// The names in `/proc/cpuinfo` of the bits of ``NativeBuild/instructionMask()``, in their order.
  static let names = [
    "sse4_2", "popcnt", "avx", "avx2", "fma", "f16c", "bmi1", "bmi2", "abm", "movbe", "avx512f", "avx512cd",
    "avx512bw", "avx512dq", "avx512vl", "avx512vbmi", "avx512_vnni", "avx512_bf16", "atomics", "asimddp",
    "asimdhp", "sve", "sve2", "bf16", "i8mm",
  ]

  /// What the build needs and this processor lacks; empty where the system does not tell.
  static func missingInstructions(
    mask: UInt64 = NativeBuild.instructionMask(),
    cpuinfo: String = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  ) -> [String] {
    let line = cpuinfo.split(separator: "\n").first { $0.hasPrefix("flags") || $0.hasPrefix("Features") }
    guard let words = line?.split(separator: ":").last?.split(whereSeparator: \.isWhitespace) else {
      return []
    }
    let present = Set(words.map(String.init))
    return names.indices.filter { mask & (1 << $0) != 0 && !present.contains(names[$0]) }.map { names[$0] }
  }
}

extension ProcessorCheck {
  /// What to say to whoever moved the build here.
  static func refusal(_ missing: [String]) -> String {
    "built for a processor with \(missing.joined(separator: ", ")), which this one lacks; "
      + "build it again on this machine: swift package clean && swift build"
  }
}
