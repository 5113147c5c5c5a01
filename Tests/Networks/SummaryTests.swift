import Networks
import Tensors
import Testing

@Suite struct SummaryTests {
  @Test func alexNetHasTheLayersAndTotalsOfTorchsummary() {
    let model = AlexNet()
    let pool = BufferPool()
    let summary = BufferPool.with(pool) { model.summary(input: [512, 1, 227, 227]) }
    #expect(pool.statistics.reservations == 0)
    #expect(model.parameters().allSatisfy { !$0.isMaterialised })

    #expect(
      summary.rows.map(\.name) == [
        "conv1.0", "conv1.1", "conv1.2", "conv2.0", "conv2.1", "conv2.2", "conv3.0", "conv3.1", "conv4.0",
        "conv4.1", "conv5.0", "conv5.1", "conv5.2", "fc1", "fc2", "fc3",
      ])
    #expect(summary.rows[2].output == [512, 96, 27, 27])
    #expect(summary.rows[13].input == [512, 9216])
    #expect(summary.trace.parameterCount == 58_299_082)
    let text = summary.description.split(separator: "\n")
    for line in [
      "Total params: 58,299,082", "Input size (MB): 100.64", "Forward/backward pass size (MB): 5589.16",
      "Params size (MB): 222.39", "Estimated Total Size (MB): 5912.20",
    ] {
      #expect(text.contains { $0 == line }, "\(line)")
    }
    #expect(text.allSatisfy { $0.count <= 100 })
  }

  @Test func theWorkOfAlexNetIsThatOfTheTableInTheMeasurements() {
    let summary = AlexNet().summary(input: [1, 1, 227, 227])
    // Outputs · weights of a filter, twice which are the 70.3, 895.8, 299.0, 448.6, 299.0, 75.5, 33.6 and 0.1
    // MFLOP a layer.
    let work = [
      96 * 55 * 55 * 121, 256 * 27 * 27 * 96 * 25, 384 * 169 * 256 * 9, 384 * 169 * 384 * 9,
      256 * 169 * 384 * 9,
      9216 * 4096, 4096 * 4096, 4096 * 10,
    ]
    #expect(summary.rows.map(\.multiplyAdds).filter { $0 > 0 } == work)
    #expect(summary.trace.totals.multiplyAdds == work.reduce(0, +))
  }

  /// What `torchsummary` found, as `Tests/Peers` wrote it down.
  struct Witness: Decodable {
    struct Row: Decodable {
      let layer: String
      let shape: [Int]
      let parameters: Int
    }

    let layers: [Row]
    let input: [Int]
    let total: Int
    let inputMB: Double
    let passMB: Double
    let parametersMB: Double
    let totalMB: Double
  }

  @Test(arguments: PeerFixturesPrintedModels.networks) func everyRowAndTotalIsTorchsummarys(_ name: String)
    throws
  {
    let witnesses: [String: Witness] = try PeerFixture.read("summaries.json")
    let witness = try #require(witnesses[name])
    let summary = PeerFixturesPrintedModels.network(name).summary(input: Shape(witness.input))
    #expect(summary.rows.map(\.type) == witness.layers.map(\.layer))
    #expect(summary.rows.map(\.output.dimensions) == witness.layers.map(\.shape))
    #expect(summary.rows.map(\.parameterCount) == witness.layers.map(\.parameters))
    let totals = summary.trace.totals
    #expect(totals.parameterCount == witness.total)
    // torchsummary's figures are rounded to two decimals.
    #expect(abs(totals.inputMegabytes - witness.inputMB) <= 0.005)
    #expect(abs(totals.passMegabytes - witness.passMB) <= 0.005)
    #expect(abs(totals.parameterMegabytes - witness.parametersMB) <= 0.005)
    #expect(abs(totals.totalMegabytes - witness.totalMB) <= 0.005)
  }

  @Test func theTableOfADenseNetworkReadsSo() {
    #expect(
      FashionDNN().summary(input: [100, 1, 28, 28]).description == """
        ---------------------------------------------------------
        Layer (type)      Output shape  Parameters  Multiply-adds
        =========================================================
        fc1 (Linear)      [100, 256]       200,960     20,070,400
        drop (Dropout2d)  [100, 256]             0              0
        fc2 (Linear)      [100, 128]        32,896      3,276,800
        fc3 (Linear)      [100, 10]          1,290        128,000
        =========================================================
        Total params: 235,146
        Trainable params: 235,146
        Non-trainable params: 0
        Multiply-adds: 23,475,200
        ---------------------------------------------------------
        Input size (MB): 0.30
        Forward/backward pass size (MB): 0.50
        Params size (MB): 0.90
        Estimated Total Size (MB): 1.69
        ---------------------------------------------------------
        """)
  }

  @Test func aLayerThatRunsTwiceHasTwoRowsAndItsParametersOnce() {
    final class Twice: Module, Layer {
      let step = Linear(4, 4)
      let drop = Dropout()

      func callAsFunction(_ input: Tensor) -> Tensor { step(relu(drop(step(input)))) }
    }
    let model = Twice()
    model.evaluate()
    let summary = model.summary(input: [3, 4])
    #expect(summary.rows.map(\.name) == ["step", "drop", "step"])
    #expect(summary.rows.map(\.parameterCount) == [20, 0, 0])
    #expect(summary.trace.rows.map(\.operation) == ["linear", "dropout", "relu", "linear"])
  }

  @Test func aLayerOfOnesOwnHasARowInsideASequential() {
    final class Scale: Module, Layer {
      let factor = Parameter([3], .ones)

      func callAsFunction(_ input: Tensor) -> Tensor { input * factor.value }
    }
    let summary = Sequential { Scale() }.summary(input: [3])
    #expect(summary.rows.map(\.type) == ["Scale"])
    #expect(summary.rows.map(\.parameterCount) == [3])
  }
}
