import Lookbook

/// The chapters' networks as plain sequences, and the shape of an image that each takes.
///
/// A chapter is a program and cannot be imported by another one, so the layers stand here once more.
func timed(_ network: TimedNetwork) -> (model: any Layer, image: Shape, classes: Int) {
  switch network {
  case .dnn: (denseNetwork(), [1, 28, 28], 10)
  case .cnn: (convolutionalNetwork(), [1, 28, 28], 10)
  case .lenet: (leNet(), [3, 32, 32], 100)
  case .alexnet: (alexNet(), [1, 227, 227], 10)
  }
}

private func denseNetwork() -> Sequential {
  Sequential {
    Flatten()
    Linear(784, 256)
    ReLU()
    Dropout(0.25)
    Linear(256, 128)
    ReLU()
    Linear(128, 10)
  }
}

private func convolutionalNetwork() -> Sequential {
  Sequential {
    Conv2d(1, 32, kernelSize: 3, padding: 1)
    BatchNorm2d(32)
    ReLU()
    MaxPool2d(kernelSize: 2)
    Conv2d(32, 64, kernelSize: 3)
    BatchNorm2d(64)
    ReLU()
    MaxPool2d(kernelSize: 2)
    Flatten()
    Linear(2304, 600)
    Dropout(0.25)
    Linear(600, 120)
    Linear(120, 10)
  }
}

private func leNet() -> Sequential {
  Sequential {
    Conv2d(3, 6, kernelSize: 5)
    ReLU()
    MaxPool2d(kernelSize: 2)
    Conv2d(6, 16, kernelSize: 5)
    ReLU()
    MaxPool2d(kernelSize: 2)
    Flatten()
    Linear(400, 256)
    ReLU()
    Linear(256, 128)
    ReLU()
    Linear(128, 100)
  }
}

private func alexNet() -> Sequential {
  Sequential {
    Conv2d(1, 96, kernelSize: 11, stride: 4)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
    Conv2d(96, 256, kernelSize: 5, padding: 2)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
    Conv2d(256, 384, kernelSize: 3, padding: 1)
    ReLU()
    Conv2d(384, 384, kernelSize: 3, padding: 1)
    ReLU()
    Conv2d(384, 256, kernelSize: 3, padding: 1)
    ReLU()
    MaxPool2d(kernelSize: 3, stride: 2)
    Flatten()
    Linear(9216, 4096)
    ReLU()
    Dropout(0.5)
    Linear(4096, 4096)
    ReLU()
    Dropout(0.5)
    Linear(4096, 10)
  }
}
