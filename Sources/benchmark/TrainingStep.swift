import Lookbook

/// What a training step is in the chapters: forget the gradients, forward, loss, backward, Adam.
struct TrainingStep {
  private let model: any Layer
  private let optimizer: Adam

  init(_ model: any Layer) {
    self.model = model
    optimizer = Adam(model.parameters())
  }

  func callAsFunction(_ images: Tensor, _ labels: [Int]) {
    optimizer.zeroGradients()
    let loss = crossEntropy(model(images), labels)
    loss.backward()
    optimizer.step()
  }
}
