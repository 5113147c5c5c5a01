import Foundation

/// The first lines of a chapter, and what has to stand before them.
extension Chapter {
  /// Makes threads, random numbers, products and Ctrl-C ready, and says what runs.
  func open() {
    Convolution.isExact = isExact
    Randomness.seedProcess(seed)
    listenToInterruptions()
    let library = openMachine()
    openCheckpoint()
    checkFigureFolder()
    console.print(entry.heading + "\n")
    console.print(Self.line("device", Self.device(Processor.current, cores: Processor.availableCores)))
    console.print(Self.line("threads", "\(ThreadPool.threadCount)"))
    console.print(Self.line("BLAS", Self.products(library)))
    console.print(Self.line("seed", "\(seed)"))
    if isExact {
      console.print(Self.line("exact", "convolutions multiply every product of their definition"))
    }
    let replaced = replacements + [replacedNetwork(at: weightsPath)].compactMap { $0 }
    if !replaced.isEmpty { console.print("\n" + replaced.joined(separator: "\n")) }
  }

  /// Makes threads and products ready, for answers that need no more.
  func openForPrediction() {
    _ = openMachine()
    checkFigureFolder()
  }

  private func openMachine() -> OpenBLAS {
    if let threads = options.machine.threads { ThreadPool.threadCount = threads }
    switch OpenBLAS.loaded {
    case .success(let library): return library
    case .failure(let error): fail(error)
    }
  }

  /// `device   AMD EPYC, 2 cores, AVX-512`: a line of the opening.
  static func line(_ name: String, _ words: String) -> String {
    name.padding(toLength: 9, withPad: " ", startingAt: 0) + words
  }

  private static func device(_ processor: Processor, cores: Int) -> String {
    let widest = [("avx512f", "AVX-512"), ("avx2", "AVX2"), ("sve", "SVE"), ("asimd", "NEON")]
      .first { processor.features.contains($0.0) }
    return ([processor.name, cores == 1 ? "1 core" : "\(cores) cores"] + (widest.map { [$0.1] } ?? []))
      .joined(separator: ", ")
  }

  private static func products(_ library: OpenBLAS) -> String {
    // The library's line about itself begins with its name and version: "OpenBLAS 0.3.21 NO_LAPACKE …".
    let name = library.configuration.split(separator: " ").prefix(2).joined(separator: " ")
    let reason = library.userChoice == nil ? "" : ", as OPENBLAS_CORETYPE asks"
    return "\(name), \(library.core) core\(reason)"
  }
}
