import Networks
import Tensors
import Testing

@Suite struct DescriptionTests {
  @Test func theDenseNetworkReadsAsInDocument003() {
    #expect(
      "\(FashionDNN())" == """
        FashionDNN(
          (fc1): Linear(in_features=784, out_features=256, bias=True)
          (drop): Dropout2d(p=0.25, inplace=False)
          (fc2): Linear(in_features=256, out_features=128, bias=True)
          (fc3): Linear(in_features=128, out_features=10, bias=True)
        )
        """)
  }

  @Test func theConvolutionalNetworkReadsAsInDocument003() {
    #expect(
      "\(FashionCNN())" == """
        FashionCNN(
          (layer1): Sequential(
            (0): Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
            (1): BatchNorm2d(32, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
            (2): ReLU()
            (3): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
          )
          (layer2): Sequential(
            (0): Conv2d(32, 64, kernel_size=(3, 3), stride=(1, 1))
            (1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
            (2): ReLU()
            (3): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
          )
          (fc1): Linear(in_features=2304, out_features=600, bias=True)
          (drop): Dropout2d(p=0.25, inplace=False)
          (fc2): Linear(in_features=600, out_features=120, bias=True)
          (fc3): Linear(in_features=120, out_features=10, bias=True)
        )
        """)
  }

  @Test func aLayerShowsItsSettings() {
    let texts: [(any Layer, String)] = [
      (
        Conv2d(
          4, 8, kernelSize: (3, 5), stride: (2, 1), padding: (1, 2), dilation: (2, 2), groups: 2, bias: false),
        "Conv2d(4, 8, kernel_size=(3, 5), stride=(2, 1), padding=(1, 2), dilation=(2, 2), groups=2, bias=False)"
      ),
      (
        MaxPool2d(kernelSize: [3, 2], stride: 2),
        "MaxPool2d(kernel_size=(3, 2), stride=2, padding=0, dilation=1, ceil_mode=False)"
      ),
      (AvgPool2d(kernelSize: 3, stride: 2, padding: 1), "AvgPool2d(kernel_size=3, stride=2, padding=1)"),
      (LocalResponseNorm(5, alpha: 5e-4, k: 2), "LocalResponseNorm(5, alpha=0.0005, beta=0.75, k=2.0)"),
      (Dropout(), "Dropout(p=0.5, inplace=False)"),
      (Flatten(), "Flatten(start_dim=1, end_dim=-1)"),
      (
        BatchNorm2d(3, affine: false),
        "BatchNorm2d(3, eps=1e-05, momentum=0.1, affine=False, track_running_stats=True)"
      ),
      (Sequential([]), "Sequential()"),
    ]
    for (layer, text) in texts { #expect("\(layer)" == text) }
  }

  @Test func listsAndModulesThatHoldEachOtherArePrintedOnce() {
    final class Knot: Module {
      let blocks: [any Layer] = [ReLU(), Flatten()]
      var itself: Module?
    }
    let knot = Knot()
    knot.itself = knot
    defer { knot.itself = nil }
    #expect(
      "\(knot)" == """
        Knot(
          (blocks): ModuleList(
            (0): ReLU()
            (1): Flatten(start_dim=1, end_dim=-1)
          )
        )
        """)
  }
}
