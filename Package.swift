// swift-tools-version: 6.2
import PackageDescription

// The arithmetic is compiled for this machine's CPU and with optimisation in every configuration, so that
// `swift run chapter-alexnet` trains as fast as `-c release`. In the debug configuration `-O` alone compiles file
// by file and leaves generic helpers unspecialised, hundreds of times slower: `-wmo` cures that, and the last two
// flags make it acceptable to the debug build.
#if arch(arm64)
  let nativeCPU = ["-Xcc", "-mcpu=native"]
#else
  let nativeCPU = ["-Xcc", "-march=native"]
#endif
// `-fno-math-errno` lets a square root be an instruction: otherwise each one that might be negative calls the C
// library to set `errno`, sixteen times a vector, and Adam takes twice as long.
let fast: [SwiftSetting] = [
  .unsafeFlags(
    ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-Xcc", "-fno-math-errno"] + nativeCPU)
]

// Optimised code drops the sentences of preconditions. Above the kernels, where no loop is hot, they are kept.
let explained = fast + [SwiftSetting.unsafeFlags(["-assert-config", "Debug"])]

// A chapter is a `main.swift` whose functions use the variables declared above them, as in a notebook.
let chapterSettings: [SwiftSetting] = [.defaultIsolation(MainActor.self)]

func chapter(_ number: String, _ name: String) -> Target {
  .executableTarget(
    name: "chapter-\(name)", dependencies: ["Lookbook"], path: "Chapters/\(number)-\(name)",
    swiftSettings: chapterSettings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  settings: [SwiftSetting] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)", resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "lookbook",
  products: [
    .library(name: "Lookbook", targets: ["Lookbook"]),
    .library(name: "Networks", targets: ["Networks"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "Drawing", targets: ["Drawing"]),
    .executable(name: "chapter-loading-data", targets: ["chapter-loading-data"]),
    .executable(name: "chapter-viewing-images", targets: ["chapter-viewing-images"]),
    .executable(name: "chapter-dnn", targets: ["chapter-dnn"]),
    .executable(name: "chapter-cnn", targets: ["chapter-cnn"]),
    .executable(name: "chapter-lenet", targets: ["chapter-lenet"]),
    .executable(name: "chapter-alexnet", targets: ["chapter-alexnet"]),
  ],
  dependencies: [
    // Parses the chapters' options and writes their `--help`: well kept, and not what this book is about.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // System libraries: module maps, nothing else. OpenBLAS and libcrypto are loaded at run time instead.
    .systemLibrary(
      name: "CCairo", path: "Sources/System/CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(name: "CInstructions", path: "Sources/System/CInstructions"),
    .systemLibrary(
      name: "CPNG", path: "Sources/System/CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    // zlib unpacks the data; its headers come with libpng's.
    .systemLibrary(
      name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["libpng-dev"]), .brew(["zlib"])]),

    // The library, from the multiply upwards: each module imports only those before it.
    .target(name: "Kernels", exclude: ["PERFORMANCE.md"], swiftSettings: fast),
    .target(name: "Tensors", dependencies: ["Kernels"], swiftSettings: explained),
    .target(name: "Networks", dependencies: ["Kernels", "Tensors"], swiftSettings: explained),

    // Beside the library: pictures and data, which know nothing of networks.
    // Drawing needs Kernels for `ReplacedFile` alone: a figure is written beside its place and renamed.
    .target(name: "Drawing", dependencies: ["CCairo", "CPNG", "Kernels"], swiftSettings: explained),
    .target(
      name: "Datasets", dependencies: ["Kernels", "Tensors", "Drawing", "CZlib"],
      swiftSettings: explained),

    // Training and the runtime of a chapter.
    .target(
      name: "Training", dependencies: ["Kernels", "Networks", "Datasets", "CInstructions"],
      swiftSettings: explained),
    .target(
      name: "Lookbook",
      dependencies: [
        "Kernels", "Training", "Drawing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tools beside the book.
    .executableTarget(
      name: "benchmark",
      dependencies: ["Lookbook", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      // Optimised, since it measures the peak of the machine with loops of its own.
      swiftSettings: fast),

    // The chapters.
    chapter("01", "loading-data"),
    chapter("02", "viewing-images"),
    chapter("03", "dnn"),
    chapter("04", "cnn"),
    chapter("05", "lenet"),
    chapter("06", "alexnet"),

    // The tests, one folder a module, and the book's claims as tests.
    .target(name: "TestSupport", dependencies: ["Drawing"], path: "Tests/Support"),
    tests("Kernels", ["Kernels"]),
    tests("Tensors", ["Tensors"]),
    // Optimised, since it fills AlexNet's 58 million weights from a formula.
    tests("Networks", ["Networks", "TestSupport"], resources: [.copy("Fixtures")], settings: fast),
    tests("Drawing", ["Drawing", "CZlib", "TestSupport"], resources: [.copy("Golden")]),
    tests("Datasets", ["Datasets", "TestSupport"], resources: [.copy("Fixtures")]),
    tests("Training", ["Training", "TestSupport"]),
    tests("Lookbook", ["Lookbook", "TestSupport"]),
    tests(
      "Chapters",
      [
        "Lookbook", "TestSupport", "chapter-loading-data", "chapter-viewing-images", "chapter-dnn",
        "chapter-cnn", "chapter-lenet", "chapter-alexnet",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
