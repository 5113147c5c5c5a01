import Networks
import Tensors

/// The networks of documents 000 to 003 as they are written there, for the tests of this folder.
final class FashionDNN: Module, Layer {
  let fc1 = Linear(784, 256)
  let drop: Dropout2d
  let fc2 = Linear(256, 128)
  let fc3 = Linear(128, 10)

  init(dropout: Double = 0.25) { drop = Dropout2d(dropout) }

  func callAsFunction(_ input: Tensor) -> Tensor {
    var out = input.reshaped([-1, 784])
    out = drop(relu(fc1(out)))
    out = relu(fc2(out))
    return fc3(out)
  }
}

final class FashionCNN: Module, Layer {
  let layer1 = Sequential {
    Conv2d(1, 32, kernelSize: 3, padding: 1)
    BatchNorm2d(32)
    ReLU()
    MaxPool2d(kernelSize: 2, stride: 2)
  }
  let layer2 = Sequential {
    Conv2d(32, 64, kernelSize: 3)
    BatchNorm2d(64)
    ReLU()
    MaxPool2d(kernelSize: 2)
  }
  let fc1 = Linear(64 * 6 * 6, 600)
  let drop: Dropout2d
  let fc2 = Linear(600, 120)
  let fc3 = Linear(120, 10)
  let rectified: Bool

  /// The document's printed model lists no activation between its dense layers; `rectified` adds them.
  init(dropout: Double = 0.25, rectified: Bool = false) {
    drop = Dropout2d(dropout)
    self.rectified = rectified
  }

  func callAsFunction(_ input: Tensor) -> Tensor {
    var out = layer2(layer1(input)).flattened()
    out = drop(rectified ? relu(fc1(out)) : fc1(out))
    out = rectified ? relu(fc2(out)) : fc2(out)
    return fc3(out)
  }
}

final class LeNet: Module, Layer {
  let conv1 = Conv2d(3, 6, kernelSize: 5)
  let conv2 = Conv2d(6, 16, kernelSize: 5)
  let flatten = Flatten()
  let linear1 = Linear(400, 256)
  let linear2 = Linear(256, 128)
  let linear3 = Linear(128, 100)

  func callAsFunction(_ input: Tensor) -> Tensor {
    var out = maxPool2d(relu(conv1(input)), 2)
    out = flatten(maxPool2d(relu(conv2(out)), 2))
    return linear3(relu(linear2(relu(linear1(out)))))
  }
}

final class AlexNet: Module, Layer {
  let conv1 = Sequential {
    Conv2d(1, 96, kernelSize: 11, stride: 4)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
  }
  let conv2 = Sequential {
    Conv2d(96, 256, kernelSize: 5, stride: 1, padding: 2)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
  }
  let conv3 = Sequential {
    Conv2d(256, 384, kernelSize: 3, stride: 1, padding: 1)
    ReLU()
  }
  let conv4 = Sequential {
    Conv2d(384, 384, kernelSize: 3, stride: 1, padding: 1)
    ReLU()
  }
  let conv5 = Sequential {
    Conv2d(384, 256, kernelSize: 3, stride: 1, padding: 1)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
  }
  let fc1 = Linear(256 * 6 * 6, 4096)
  let fc2 = Linear(4096, 4096)
  let fc3 = Linear(4096, 10)
  let probability: Double

  init(dropout: Double = 0.5) { probability = dropout }

  func callAsFunction(_ input: Tensor) -> Tensor {
    var out = conv5(conv4(conv3(conv2(conv1(input))))).flattened()
    out = dropout(relu(fc1(out)), probability, training: isTraining)
    out = dropout(relu(fc2(out)), probability, training: isTraining)
    return logSoftmax(fc3(out), axis: 1)
  }
}
