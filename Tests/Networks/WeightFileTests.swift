import Networks
import Tensors
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct WeightFileTests {
  @Test func aNetworkComesBackAsItWasSaved() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "cnn.safetensors")
    let model = withSeed(1) { FashionCNN() }
    _ = withSeed(1) { model(Tensor(repeating: 0.5, shape: [2, 1, 28, 28])) }
    try model.save(to: path, metadata: ["seed": "1"])

    let other = withSeed(2) { FashionCNN() }
    try other.load(from: path)
    for (own, loaded) in zip(model.namedParameters(), other.namedParameters()) {
      #expect(own.parameter.value.values() == loaded.parameter.value.values(), "\(own.name)")
    }
    #expect(
      (other.layer1[1] as? BatchNorm2d)?.runningMean.tensor.values()
        == (model.layer1[1] as? BatchNorm2d)?.runningMean.tensor.values())
    #expect((other.layer1[1] as? BatchNorm2d)?.batchesTracked.integer == 1)
    #expect(try SafetensorsFile(path: path).metadata == ["seed": "1", "format": "pt"])
    #expect(folder.names == ["cnn.safetensors"])
  }

  @Test func everyKindOfValueAndNameSurvives() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "values")
    let values: [(name: String, value: StoredValue)] = [
      ("empty", .tensor(.zeros([0, 3]))), ("number", .tensor(Tensor([-0.0], shape: []))),
      ("quote \" backslash \\ newline \n 글자 𝒙 /", .tensor(Tensor([1, .infinity, .nan], shape: [3]))),
      ("counts", .integers([.min, -1, .max], shape: [3, 1])), ("nothing", .integers([], shape: [0])),
    ]
    try SafetensorsFile.write(values, metadata: ["\u{1}": "한국어"], to: path)
    let file = try SafetensorsFile(path: path)
    #expect(file.metadata == ["\u{1}": "한국어"])
    #expect(Set(file.names) == Set(values.map(\.name)))
    for (name, value) in values {
      switch (value, try file.read(name)) {
      case (.tensor(let own), .tensor(let read)):
        #expect(own.shape == read.shape)
        #expect(own.values().map(\.bitPattern) == read.values().map(\.bitPattern), "\(name)")
      case (.integers(let own, let ownShape), .integers(let read, let shape)):
        #expect(own == read && ownShape == shape, "\(name)")
      default: Issue.record("\(name) came back as another kind of number")
      }
    }
  }

  @Test func loadingChecksEveryNameAndShapeBeforeItChangesAnything() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "dnn")
    let good = withSeed(1) { FashionDNN() }.namedState()
    let model = withSeed(2) { FashionDNN() }
    let before = model.fc1.weight.value.values()
    let wide: StoredValue = .tensor(.zeros([11, 128]))
    let faults: [([(name: String, value: StoredValue)], WeightFileError)] = [
      (Array(good.dropLast()), .missing(path: path, name: "fc3.bias", expected: "F32 [10]")),
      (good + [("fc4.bias", .integer(3))], .unexpected(path: path, name: "fc4.bias", found: "I64 []")),
      (
        good.map { $0.name == "fc3.weight" ? ($0.name, wide) : $0 },
        .mismatch(path: path, name: "fc3.weight", expected: "F32 [10, 128]", found: "F32 [11, 128]")
      ),
      (
        good.map {
          $0.name == "fc3.bias" ? ($0.name, .integers(.init(repeating: 0, count: 10), shape: [10])) : $0
        },
        .mismatch(path: path, name: "fc3.bias", expected: "F32 [10]", found: "I64 [10]")
      ),
    ]
    for (state, error) in faults {
      try SafetensorsFile.write(state, to: path)
      #expect(throws: error) { try model.load(from: path) }
      #expect(throws: error) { try model.load(state, from: path) }
      #expect(model.fc1.weight.value.values() == before)
    }
    try SafetensorsFile.write(good, to: path)
    try model.load(from: path)
    #expect(model.fc1.weight.value.values() != before)
  }

  @Test func loadingIntoAFreshNetworkDrawsNoFirstValuesAndHoldsTheWeightsOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "dnn")
    try FashionDNN().save(to: path)
    let pool = BufferPool()
    try BufferPool.with(pool) {
      let model = FashionDNN()
      try model.load(from: path)
      #expect(model.parameters().allSatisfy { $0.isMaterialised })
      #expect(pool.statistics.reservations == 6)
    }
  }

  @Test func savingCopiesNoWeights() throws {
    let folder = try TemporaryFolder()
    let pool = BufferPool()
    try BufferPool.with(pool) {
      let model = FashionDNN()
      for parameter in model.parameters() { _ = parameter.value }
      let before = pool.statistics
      try model.save(to: folder.path(of: "dnn"))
      #expect(pool.statistics == before)
    }
  }

  @Test func whatCannotBeWrittenLeavesTheOldFileAsItWas() throws {
    let folder = try TemporaryFolder()
    let model = withSeed(1) { FashionDNN() }
    try model.save(to: folder.path(of: "dnn"))
    let before = try folder.read("dnn")
    #expect(throws: WeightFileError.self) {
      try SafetensorsFile.write([("a", .integer(1)), ("a", .integer(2))], to: folder.path(of: "dnn"))
    }
    #expect(try folder.read("dnn") == before)
    let nowhere = folder.path(of: "missing/dnn")
    #expect(throws: WeightFileError.cannotWrite(path: nowhere, reason: "No such file or directory")) {
      try model.save(to: nowhere)
    }
    #expect(folder.names == ["dnn"])
  }

  @Test func theLeftoverOfAKilledProgramIsWrittenOverAndThatOfARunningOneIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "dnn")
    try folder.write([UInt8](repeating: 1, count: 3_000_000), to: "dnn.writing")
    try FashionDNN().save(to: path)
    #expect(folder.names == ["dnn"])
    try FashionDNN().load(from: path)

    let other = open("\(path).writing", O_WRONLY | O_CREAT, 0o644)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    #expect(throws: WeightFileError.cannotWrite(path: path, reason: "another program is writing it")) {
      try FashionDNN().save(to: path)
    }
    #expect(folder.names == ["dnn", "dnn.writing"])
  }

  @Test func aFullDiskIsAnErrorAndNotATrap() throws {
    // Only Linux has a device that is always full; a file cannot be put beside it, so the writing is tried
    // through a link.
    guard access("/dev/full", W_OK) == 0 else { return }
    let folder = try TemporaryFolder()
    let path = folder.path(of: "dnn")
    symlink("/dev/full", "\(path).writing")
    #expect(throws: WeightFileError.cannotWrite(path: path, reason: "No space left on device")) {
      try FashionDNN().save(to: path)
    }
    #expect(folder.names == [])
  }
}
