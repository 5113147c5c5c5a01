import Foundation
import Kernels

@testable import Tensors

extension OperationCase {
  /// Every differentiable operation, some in several forms.
  static let all = arithmetic + layers + normalisations + losses

  private static let arithmetic: [OperationCase] = [
    .init(name: "+", shapes: [[2, 3], [2, 3]], largeShapes: [[300, 333], [300, 333]]) {
      $0[0] + $0[1]
    } definition: { x, _ in
      zip(x[0], x[1]).map { $0 + $1 }
    },
    .init(name: "-", shapes: [[2, 3], [2, 3]], largeShapes: [[300, 333], [300, 333]]) {
      $0[0] - $0[1]
    } definition: { x, _ in
      zip(x[0], x[1]).map { $0 - $1 }
    },
    .init(name: "*", shapes: [[2, 3], [2, 3]], largeShapes: [[300, 333], [300, 333]]) {
      $0[0] * $0[1]
    } definition: { x, _ in
      zip(x[0], x[1]).map { $0 * $1 }
    },
    .init(
      name: "/", shapes: [[2, 3], [2, 3]], largeShapes: [[300, 333], [300, 333]], prepare: { 2 + $0 }
    ) {
      $0[0] / $0[1]
    } definition: { x, _ in
      zip(x[0], x[1]).map { $0 / $1 }
    },
    .init(name: "scalars", shapes: [[7]], largeShapes: [[99_999]]) {
      (1 - (3 * ($0[0] + 2) / 4 - 1)) * 0.5 + (0.25 + -$0[0])
    } definition: { x, _ in
      x[0].map { (1 - (3 * ($0 + 2) / 4 - 1)) * 0.5 + (0.25 - $0) }
    },
    .init(name: "exp", shapes: [[7]], largeShapes: [[99_999]]) {
      exp($0[0])
    } definition: { x, _ in
      x[0].map { exp($0) }
    },
    .init(name: "log", shapes: [[7]], largeShapes: [[99_999]], prepare: { 2 + $0 }) {
      log($0[0])
    } definition: { x, _ in
      x[0].map { log($0) }
    },
    .init(name: "sum", shapes: [[2, 5]], largeShapes: [[300, 333]]) {
      $0[0].sum()
    } definition: { x, _ in
      [x[0].reduce(0, +)]
    },
    .init(name: "mean over axis 1", shapes: [[2, 4, 3]], largeShapes: [[5, 33, 301]]) {
      $0[0].mean(axis: 1)
    } definition: { x, shapes in
      let (length, inner) = (shapes[0][1], shapes[0][2])
      return (0..<shapes[0][0] * inner).map { place in
        (0..<length).reduce(0) { $0 + x[0][(place / inner * length + $1) * inner + place % inner] }
          / Double(length)
      }
    },
    .init(name: "matmul", shapes: [[3, 4], [4, 2]], largeShapes: [[130, 77], [77, 301]]) {
      matmul($0[0], $0[1])
    } definition: { x, shapes in
      product(x[0], x[1], shapes[0][0], shapes[1][1], shapes[0][1], transposeB: false)
    },
    .init(name: "reshape", shapes: [[2, 3, 2]], largeShapes: [[30, 333, 10]]) {
      flatten($0[0]).reshaped([-1, 3])
    } definition: { x, _ in
      x[0]
    },
  ]

  private static let layers: [OperationCase] = [
    .init(name: "relu", shapes: [[30]], largeShapes: [[99_999]], prepare: { $0 + ($0 < 0 ? -0.01 : 0.01) }) {
      relu($0[0])
    } definition: { x, _ in
      x[0].map { max(0, $0) }
    },
    .init(name: "dropout", shapes: [[5, 8]], largeShapes: [[100, 999]]) {
      dropout($0[0], 0.4, training: true)
    } definition: { x, _ in
      let stream = Randomness(seed: 7).stream(.dropout)
      return filled(x[0].count) {
        DropoutMask.Reference.apply(x[0].count, probability: 0.4, stream: stream, input: x[0], output: $0)
      }
    },
    .init(name: "dropout2d", shapes: [[2, 6, 2, 3]], largeShapes: [[9, 33, 13, 13]]) {
      dropout2d($0[0], 0.4, training: true)
    } definition: { x, shapes in
      let stream = Randomness(seed: 7).stream(.dropout)
      return filled(x[0].count) {
        DropoutMask.Reference.applyToPlanes(
          shapes[0][0] * shapes[0][1], of: shapes[0][2] * shapes[0][3], probability: 0.4, stream: stream,
          input: x[0],
          output: $0)
      }
    },
    .init(name: "linear", shapes: [[3, 4], [2, 4], [2]], largeShapes: [[65, 300], [77, 300], [77]]) {
      linear($0[0], $0[1], $0[2])
    } definition: { x, shapes in
      let (rows, outputs) = (shapes[0][0], shapes[1][0])
      let products = product(x[0], x[1], rows, outputs, shapes[0][1], transposeB: true)
      return (0..<rows * outputs).map { products[$0] + x[2][$0 % outputs] }
    },
    .init(
      name: "conv2d", shapes: [[2, 4, 5, 6], [4, 2, 2, 3], [4]],
      largeShapes: [[7, 6, 15, 17], [8, 3, 2, 3], [8]]
    ) {
      conv2d($0[0], $0[1], $0[2], stride: [2, 1], padding: [0, 1], groups: 2)
    } definition: { x, shapes in
      let g = ConvolutionGeometry(
        batch: shapes[0][0], inputChannels: shapes[0][1], inputHeight: shapes[0][2], inputWidth: shapes[0][3],
        outputChannels: shapes[1][0], kernelHeight: 2, kernelWidth: 3, strideHeight: 2, strideWidth: 1,
        paddingHeight: 0, paddingWidth: 1, groups: 2)
      return filled(g.outputCount) {
        Convolution.Reference.forward(g, input: x[0], weight: x[1], bias: x[2], output: $0)
      }
    },
    .init(name: "maxPool2d", shapes: [[2, 2, 5, 7]], largeShapes: [[9, 33, 27, 27]]) {
      maxPool2d($0[0], 3, stride: 2, padding: 1)
    } definition: { x, shapes in
      let g = poolingGeometry(shapes[0])
      return filled(g.planes * g.outputHeight * g.outputWidth) {
        MaxPooling.Reference.forward(g, input: x[0], output: $0, indices: nil)
      }
    },
    .init(name: "rectifiedMaxPool2d", shapes: [[2, 2, 5, 7]], largeShapes: [[9, 33, 27, 27]]) {
      rectifiedMaxPool2d($0[0], 3, stride: 2, padding: 1)
    } definition: { x, shapes in
      let g = poolingGeometry(shapes[0])
      let rectified = x[0].map { max(0, $0) }
      return filled(g.planes * g.outputHeight * g.outputWidth) {
        MaxPooling.Reference.forward(g, input: rectified, output: $0, indices: nil)
      }
    },
    .init(name: "avgPool2d", shapes: [[2, 2, 5, 7]], largeShapes: [[9, 33, 27, 27]]) {
      avgPool2d($0[0], 3, stride: 2, padding: 1)
    } definition: { x, shapes in
      let g = poolingGeometry(shapes[0])
      return filled(g.planes * g.outputHeight * g.outputWidth) {
        AveragePooling.Reference.forward(g, input: x[0], output: $0)
      }
    },
  ]

  private static let normalisations: [OperationCase] = [
    .init(
      name: "batchNorm in training", shapes: [[3, 2, 2, 3], [2], [2]],
      largeShapes: [[9, 33, 27, 27], [33], [33]]
    ) { x in
      var (mean, variance) = (Tensor.zeros([x[1].count]), Tensor.zeros([x[1].count]))
      return batchNorm(
        x[0], runningMean: &mean, runningVariance: &variance, weight: x[1], bias: x[2], training: true)
    } definition: { x, shapes in
      let g = normalisationGeometry(shapes[0])
      var (mean, variance) = (x[1], x[1])
      return filled(x[0].count) {
        BatchNormalisation.Reference.forwardTraining(
          g, input: x[0], epsilon: 1e-5, weight: x[1], bias: x[2], mean: &mean, variance: &variance,
          output: $0)
      }
    },
    .init(
      name: "batchNorm in evaluation", shapes: [[3, 2], [2], [2]],
      largeShapes: [[9, 33, 27, 27], [33], [33]]
    ) { x in
      var (mean, variance) = (
        Tensor(repeating: 0.5, shape: [x[1].count]), Tensor(repeating: 2, shape: [x[1].count])
      )
      return batchNorm(
        x[0], runningMean: &mean, runningVariance: &variance, weight: x[1], bias: x[2], training: false)
    } definition: { x, shapes in
      filled(x[0].count) {
        BatchNormalisation.Reference.forward(
          normalisationGeometry(shapes[0]), input: x[0], mean: x[1].map { _ in 0.5 },
          variance: x[1].map { _ in 2 },
          epsilon: 1e-5, weight: x[1], bias: x[2], output: $0)
      }
    },
    .init(name: "localResponseNorm", shapes: [[2, 7, 2, 2]], largeShapes: [[5, 33, 27, 27]]) {
      localResponseNorm($0[0], 5, alpha: 2, beta: 0.75, k: 2)
    } definition: { x, shapes in
      let g = normalisationGeometry(shapes[0])
      return filled(x[0].count) {
        LocalResponseNormalisation.Reference.forward(
          .init(batch: g.batch, channels: g.channels, plane: g.plane, size: 5, alpha: 2, beta: 0.75, k: 2),
          input: x[0], output: $0)
      }
    },
    .init(name: "softmax", shapes: [[3, 4]], largeShapes: [[1999, 10]]) {
      softmax($0[0])
    } definition: { x, shapes in
      filled(x[0].count) {
        SoftmaxRows.Reference.forward(
          .init(outer: shapes[0][0], classes: shapes[0][1]), input: x[0], output: $0)
      }
    },
    .init(name: "logSoftmax over channels", shapes: [[2, 3, 2, 2]], largeShapes: [[9, 10, 27, 27]]) {
      logSoftmax($0[0], axis: 1)
    } definition: { x, shapes in
      let g = normalisationGeometry(shapes[0])
      return filled(x[0].count) {
        SoftmaxRows.Reference.logForward(
          .init(outer: g.batch, classes: g.channels, inner: g.plane), input: x[0], output: $0)
      }
    },
  ]

  private static let losses: [OperationCase] = [
    .init(name: "nllLoss", shapes: [[3, 4]], largeShapes: [[1999, 10]]) {
      nllLoss($0[0], labels($0[0].shape), reduction: .sum)
    } definition: { x, shapes in
      let labels = labels(shapes[0])
      return [labels.indices.reduce(0) { $0 - x[0][$1 * shapes[0][1] + labels[$1]] }]
    },
    .init(name: "crossEntropy", shapes: [[3, 4]], largeShapes: [[1999, 10]]) {
      crossEntropy($0[0], labels($0[0].shape))
    } definition: { x, shapes in
      [crossEntropyDefinition(x[0], shapes[0], smoothing: 0)]
    },
    .init(name: "crossEntropy with smoothing", shapes: [[3, 4]], largeShapes: [[1999, 10]]) {
      crossEntropy($0[0], labels($0[0].shape), labelSmoothing: 0.1)
    } definition: { x, shapes in
      [crossEntropyDefinition(x[0], shapes[0], smoothing: 0.1)]
    },
  ]
}

private func labels(_ shape: Shape) -> [Int] { (0..<shape[0]).map { $0 * 7 % shape[1] } }

private func crossEntropyDefinition(_ logits: [Double], _ shape: Shape, smoothing: Double) -> Double {
  let losses = filled(shape[0]) {
    CrossEntropyRows.Reference.forward(
      rows: shape[0], classes: shape[1], logits: logits, labels: labels(shape), smoothing: smoothing,
      losses: $0)
  }
  return losses.reduce(0, +) / Double(shape[0])
}

private func product(
  _ a: [Double], _ b: [Double], _ m: Int, _ n: Int, _ k: Int, transposeB: Bool
) -> [Double] {
  (0..<m * n).map { place in
    (0..<k).reduce(0) {
      $0 + a[place / n * k + $1] * (transposeB ? b[place % n * k + $1] : b[$1 * n + place % n])
    }
  }
}

private func poolingGeometry(_ shape: Shape) -> PoolingGeometry {
  PoolingGeometry(
    planes: shape[0] * shape[1], input: (shape[2], shape[3]), kernel: (3, 3), stride: (2, 2), padding: (1, 1))
}

private func normalisationGeometry(_ shape: Shape) -> BatchNormalisationGeometry {
  .init(batch: shape[0], channels: shape[1], plane: shape.dimensions[2...].reduce(1, *))
}
