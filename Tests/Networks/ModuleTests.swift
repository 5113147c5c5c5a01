import Networks
import Tensors
import Testing

/// Everything that a module may hold its parts in.
private class Trunk: Module {
  let stem = Linear(2, 3)
  let scale = Parameter([4], .ones)
}

private final class Tree: Trunk {
  let branches: [any Layer] = [Linear(3, 3), ReLU(), Linear(3, 3, bias: false)]
  var optional: Linear? = Linear(3, 4)
  let nothing: Linear? = nil
  let pair = (left: Linear(4, 5), right: ReLU())
  let named = ["b": Linear(5, 6), "a": Linear(6, 7)]
  lazy var late = Linear(8, 9)
  let numbers = [Float](repeating: 0, count: 1_000_000)
  let text = "conv"
  lazy var memo = 3
}

private final class Twice: Module {
  let first: Linear
  let again: Linear
  let tied: Parameter

  override init() {
    first = Linear(2, 2)
    again = first
    tied = first.weight
    super.init()
  }
}

@Suite struct ModuleTests {
  @Test func namesAndOrderArePyTorchs() {
    #expect(
      FashionDNN().namedParameters().map(\.name) == [
        "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias",
      ])
    let model = FashionCNN()
    #expect(
      model.namedParameters().map(\.name).prefix(6) == [
        "layer1.0.weight", "layer1.0.bias", "layer1.1.weight", "layer1.1.bias", "layer2.0.weight",
        "layer2.0.bias",
      ])
    #expect(
      model.namedBuffers().map(\.name) == [
        "layer1.1.running_mean", "layer1.1.running_var", "layer1.1.num_batches_tracked",
        "layer2.1.running_mean", "layer2.1.running_var", "layer2.1.num_batches_tracked",
      ])
    #expect(AlexNet().namedParameters().map(\.name).first == "conv1.0.weight")
  }

  @Test func partsAreFoundInSuperclassesListsOptionalsAndLazyProperties() {
    let tree = Tree()
    _ = tree.late
    #expect(
      tree.namedParameters().map(\.name) == [
        "scale", "stem.weight", "stem.bias", "branches.0.weight", "branches.0.bias", "branches.2.weight",
        "optional.weight", "optional.bias", "pair.0.weight", "pair.0.bias", "named.a.weight",
        "named.a.bias", "named.b.weight", "named.b.bias", "late.weight", "late.bias",
      ])
    #expect(
      tree.namedChildren().map(\.name) == [
        "stem", "branches.0", "branches.1", "branches.2", "optional", "pair.0", "pair.1", "named.a",
        "named.b", "late",
      ])
  }

  @Test func aListThatBeginsWithAnEmptyPlaceIsLookedThrough() {
    final class Network: Module {
      let heads: [Linear?] = [nil, Linear(2, 3), nil, Linear(3, 4, bias: false)]
      let scales: [Parameter?] = [nil, Parameter([4], .ones)]
      let empty: [Linear?] = [nil, nil]
      let numbers: [Int?] = [nil, 1]
    }
    #expect(
      Network().namedParameters().map(\.name) == [
        "heads.1.weight", "heads.1.bias", "heads.3.weight", "scales.1",
      ])
  }

  @Test func aLazyLayerThatWasNeverUsedIsNotForgottenSilently() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tree().parameters()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("Tree.late is a lazy property that was not used yet"))
  }

  @Test func whatIsSharedIsListedOnce() {
    let model = Twice()
    #expect(model.namedParameters().map(\.name) == ["tied", "first.bias"])
    #expect(model.parameterCount == 6)
    #expect(model.namedModules().map(\.name) == ["", "first"])
  }

  @Test func aLayerThatIsExchangedIsSeen() {
    final class Network: Module {
      var head = Linear(4, 10)
    }
    let model = Network()
    let before = model.parameters()
    model.head = Linear(4, 100)
    #expect(model.parameterCount == 500)
    #expect(model.parameters()[0] !== before[0])
  }

  @Test func trainingModeReachesEveryModule() {
    let model = FashionCNN()
    #expect(model.namedModules().allSatisfy { $0.module.isTraining })
    model.evaluate()
    #expect(model.namedModules().allSatisfy { !$0.module.isTraining })
    model.train()
    #expect(model.drop.isTraining && (model.layer1[1] as? BatchNorm2d)?.isTraining == true)
  }

  @Test func parametersAreCountedInTotalAndByLayer() {
    let alexnet = AlexNet()
    #expect(alexnet.parameterCount == 58_299_082)
    #expect(LeNet().parameterCount == 151_324)
    #expect(
      alexnet.parameterCounts().map(\.count) == [
        11_712, 614_656, 885_120, 1_327_488, 884_992, 37_752_832, 16_781_312, 40_970,
      ])
    #expect(alexnet.parameterCounts().map(\.name).last == "fc3")
    #expect(alexnet.parameters().allSatisfy { !$0.isMaterialised })
  }

  @Test func hesInitialisationReplacesWeightsAndBiases() {
    let model = withSeed(3) { FashionCNN() }
    let before = model.fc1.weight.value.values()
    model.initialiseAsHe()
    let after = model.fc1.weight.value.values()
    #expect(before != after)
    #expect(model.fc1.bias?.value.values() == [Float](repeating: 0, count: 600))
    let variance = after.reduce(0) { $0 + Double($1) * Double($1) } / Double(after.count)
    // The variance of n normal numbers has a relative standard error of √(2/n); four of them leave one
    // failure in 16,000 seeds.
    let expected = 2.0 / 2304
    #expect(abs(variance / expected - 1) < 4 * (2 / Double(after.count)).squareRoot())
  }

  @Test func sequentialTakesLoopsConditionsAndListsOfLayers() {
    let normalised = true
    let extra: (any Layer)? = nil
    let head: [any Layer] = [Flatten(), Linear(8, 2)]
    let model = Sequential {
      for width in [2, 4] {
        Conv2d(width, 2 * width, kernelSize: 1)
        if normalised { BatchNorm2d(2 * width) }
      }
      if !normalised { ReLU() } else { Dropout(0.1) }
      extra
      head
    }
    #expect(model.count == 7)
    #expect(
      model.namedParameters().map(\.name).suffix(4) == ["3.weight", "3.bias", "6.weight", "6.bias"])
    #expect(model(Tensor.zeros([3, 2, 1, 1])).shape == [3, 2])
  }
}
