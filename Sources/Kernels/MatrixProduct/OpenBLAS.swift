#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The library that multiplies matrices, loaded while the program runs.
///
/// OpenBLAS holds a set of kernels ("core") for each kind of processor and picks one while it is being loaded. It does not
/// know processors that are younger than itself and then falls back to one of 2004: a product of 2048³ took five times
/// as long on such a machine. Its environment variable `OPENBLAS_CORETYPE` overrides the choice, but only before the
/// library is loaded: hence not linked, but opened here, after the variable is set.
public struct OpenBLAS: Sendable {
  /// The core in use, as the library itself reports it: "SkylakeX", "Haswell", "Zen", …
  public let core: String

  /// The value of `OPENBLAS_CORETYPE` where the user had set it: it is respected, even if another core were faster.
  public let userChoice: String?

  /// The library's own line about itself, with its version.
  public let configuration: String

  let sgemm: SingleProduct

  /// `cblas_sgemm`: order, transpose A, transpose B, M, N, K, α, A, lda, B, ldb, β, C, ldc.
  typealias SingleProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32, UnsafePointer<Float>?,
      Int32,
      Float, UnsafeMutablePointer<Float>?, Int32
    ) -> Void

  /// The library, or why there is none. It is loaded when first asked for.
  public static let loaded: Result<OpenBLAS, OpenBLASError> = Result { () throws(OpenBLASError) in
    try OpenBLAS()
  }

  private init() throws(OpenBLASError) {
    userChoice = getenv("OPENBLAS_CORETYPE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    if userChoice == nil, let core = Self.preferredCore(features: Processor.current.features) {
      setenv("OPENBLAS_CORETYPE", core, 1)
    }
    // Our own threads share the work; the library's would only get in their way.
    setenv("OPENBLAS_NUM_THREADS", "1", 1)

    let names = ["libopenblas.so.0", "libopenblas.so", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib"]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      throw .libraryNotFound(tried: names)
    }
    func symbol<Function>(_ name: String, as type: Function.Type) throws(OpenBLASError) -> Function {
      guard let address = dlsym(library, name) else { throw .symbolNotFound(name) }
      return unsafeBitCast(address, to: type)
    }
    typealias Text = @convention(c) () -> UnsafePointer<CChar>?
    sgemm = try symbol("cblas_sgemm", as: SingleProduct.self)
    core = try symbol("openblas_get_corename", as: Text.self)().map(String.init(cString:)) ?? "unknown"
    configuration = try symbol("openblas_get_config", as: Text.self)().map(String.init(cString:)) ?? "unknown"
    try symbol("openblas_set_num_threads", as: (@convention(c) (Int32) -> Void).self)(1)
  }

  /// The core whose instructions this processor has, or nil to leave the choice to the library.
  ///
  /// SkylakeX needs four parts of AVX-512, Haswell needs AVX2 and FMA; what the processor is called does not matter.
  public static func preferredCore(features: Set<String>) -> String? {
    if features.isSuperset(of: ["avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"]) {
      return "SkylakeX"
    }
    if features.isSuperset(of: ["avx2", "fma"]) { return "Haswell" }
    return nil
  }
}

/// Why OpenBLAS cannot be used.
public enum OpenBLASError: Error, CustomStringConvertible {
  /// None of these names could be opened.
  case libraryNotFound(tried: [String])
  /// A library was found, but it lacks this function.
  case symbolNotFound(String)

  /// One line that says what to install.
  public var description: String {
    switch self {
    case .libraryNotFound(let names):
      "OpenBLAS was not found (tried \(names.joined(separator: ", "))). Install it: apt-get install libopenblas-dev"
    case .symbolNotFound(let name):
      "the OpenBLAS that was found has no function \(name). Install another: apt-get install libopenblas-dev"
    }
  }
}
