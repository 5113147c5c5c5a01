import Kernels
import Testing

@testable import Tensors

/// The one operation is held to the two that it stands for, bit by bit.
@Suite struct PooledBatchNormTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let shape: Shape
    let kernel: Pair
    let stride: Pair
    let padding: Pair
    var testDescription: String { "\(shape) under \(kernel) by \(stride), padding \(padding)" }
  }

  /// FashionCNN's two, AlexNet's windows, then what finds the edges: odd sides, windows that overlap, strides beyond the
  /// window, padding, more than sixteen and more than thirty-two windows in a row, a single one.
  static let cases: [Case] = [
    .init(shape: [5, 3, 28, 28], kernel: 2, stride: 2, padding: 0),
    .init(shape: [7, 4, 12, 12], kernel: 2, stride: 2, padding: 0),
    .init(shape: [3, 5, 13, 11], kernel: 2, stride: 2, padding: 0),
    .init(shape: [2, 3, 27, 27], kernel: 3, stride: 2, padding: 0),
    .init(shape: [2, 3, 9, 7], kernel: 2, stride: 2, padding: 1),
    .init(shape: [3, 2, 11, 7], kernel: [2, 5], stride: [1, 3], padding: [1, 2]),
    .init(shape: [2, 2, 9, 37], kernel: 2, stride: [5, 4], padding: 0),
    .init(shape: [2, 3, 4, 75], kernel: 2, stride: 2, padding: 0),
    .init(shape: [2, 3, 6, 71], kernel: [3, 4], stride: [1, 2], padding: 0),
    .init(shape: [6, 2, 2, 2], kernel: 2, stride: 2, padding: 0),
    .init(shape: [2, 2, 6, 33], kernel: 3, stride: 1, padding: 1),
  ]

  /// Everything that comes out, as bits: `==` takes zeros of either sign for the same.
  private struct Results: Equatable {
    var output, runningMean, runningVariance: [UInt32]
    var gradients: [[UInt32]?]
  }

  private func run(
    _ test: Case, training: Bool, isRectified: Bool, isAffine: Bool = true, nanAt place: Int? = nil,
    together: Bool
  ) -> Results {
    var stream = RandomStream(seed: 5, purpose: .other)
    func random(_ shape: Shape) -> Tensor {
      // Of few sizes, so that windows hold their largest value more than once.
      Tensor((0..<shape.count).map { _ in (stream.nextUniform(-1, 1) * 9).rounded() / 8 }, shape: shape)
    }
    let channels: Shape = [test.shape[1]]
    var values = random(test.shape).values()
    if let place { values[place] = .nan }
    let x = Parameter(Tensor(values, shape: test.shape))
    // Scales of both signs, and none.
    let weight = Parameter(Tensor((0..<channels[0]).map { Float($0 % 3) - 1.25 }, shape: channels))
    let bias = Parameter(random(channels))
    var mean = random(channels)
    var variance = Tensor(repeating: 0.75, shape: channels)
    let (gamma, beta) = isAffine ? (weight.value, bias.value) : (nil, nil)
    let output: Tensor
    if together {
      output = pooledBatchNorm(
        x.value, runningMean: &mean, runningVariance: &variance, weight: gamma, bias: beta,
        training: training, isRectified: isRectified, test.kernel, stride: test.stride, padding: test.padding)
    } else {
      let normalised = batchNorm(
        x.value, runningMean: &mean, runningVariance: &variance, weight: gamma, bias: beta,
        training: training)
      let pool = isRectified ? rectifiedMaxPool2d : { maxPool2d($0, $1, stride: $2, padding: $3) }
      output = pool(normalised, test.kernel, test.stride, test.padding)
    }
    (output * random(output.shape)).sum().backward()
    func bits(_ tensor: Tensor) -> [UInt32] { tensor.values().map(\.bitPattern) }
    return Results(
      output: bits(output), runningMean: bits(mean), runningVariance: bits(variance),
      gradients: [x, weight, bias].map { $0.gradient.map(bits) })
  }

  @Test(arguments: cases, [true, false])
  func theBitsAreThoseOfOneAfterTheOther(_ test: Case, training: Bool) {
    for isRectified in [true, false] {
      for isAffine in [true, false] {
        let apart = run(
          test, training: training, isRectified: isRectified, isAffine: isAffine, together: false)
        for threads in [1, 2, 3] {
          let together = withThreads(threads) {
            run(test, training: training, isRectified: isRectified, isAffine: isAffine, together: true)
          }
          #expect(together == apart, "rectified \(isRectified), affine \(isAffine), \(threads) threads")
        }
        #expect(apart.gradients[0]?.contains { $0 != 0 } == true)
      }
    }
  }

  /// A NaN wins its windows in evaluation; in training it makes its channel's mean one, and so the whole channel.
  @Test(arguments: cases, [true, false])
  func aNaNComesOutAsItDoesOfOneAfterTheOther(_ test: Case, training: Bool) {
    for isRectified in [true, false] {
      let results = [true, false].map {
        run(test, training: training, isRectified: isRectified, nanAt: 0, together: $0)
      }
      #expect(results[0] == results[1], "rectified \(isRectified)")
      #expect(results[0].output.contains { Float(bitPattern: $0).isNaN })
      #expect(results[0].output.contains { !Float(bitPattern: $0).isNaN }, "the other channels")
    }
  }

  @Test func valuesAreTheSameWhereNobodyAsksForGradients() {
    for test in Self.cases {
      for isRectified in [true, false] {
        let results = [true, false].map { keeps in
          var (mean, variance) = (Tensor.zeros([test.shape[1]]), Tensor(repeating: 2, shape: [test.shape[1]]))
          let values = Tensor((0..<test.shape.count).map { Float($0 * 37 % 101) - 50 }, shape: test.shape)
          let x = keeps ? Parameter(values).value : values
          return pooledBatchNorm(
            x, runningMean: &mean, runningVariance: &variance, training: false, isRectified: isRectified,
            test.kernel, stride: test.stride, padding: test.padding
          ).values()
        }
        #expect(results[0] == results[1], "\(test.testDescription)")
      }
    }
  }

  /// A network's trace tells of both.
  @Test func aWalkMeetsTheTwoOperations() {
    let trace = Trace.walk {
      var (mean, variance) = (Tensor.zeros([3]), Tensor.zeros([3]))
      _ = pooledBatchNorm(
        Tensor(abstract: [2, 3, 8, 8]), runningMean: &mean, runningVariance: &variance, training: true,
        isRectified: false, 2)
    }
    #expect(trace.entries.map(\.step.name) == ["batch_norm", "max_pool2d"])
    #expect(trace.entries.map(\.output) == [[2, 3, 8, 8], [2, 3, 4, 4]])
  }
}
