//: # Chapter 3 · A dense network
//:
//: Ten kinds of garment, 28 × 28 grey pixels each. Can a program that has never heard of sleeves or soles learn to
//: tell them apart from the pixels alone? The plainest of networks tries first: every pixel is connected with every
//: unit.
//:
//: *(Document 003, section 3.2.2 "DNN".)*
import Lookbook

let chapter = Chapter("dnn", plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))

//: ## 3.1 The data
//:
//: Sixty thousand garments to learn from, and ten thousand that are only looked at. A `DataLoader` hands them out a
//: hundred at a time: those of training in a new order every epoch, those of the test always in the same. `ToTensor`
//: turns each pixel from a byte into a number between 0 and 1.
chapter.section("The data")
let fashion = chapter.fashionMNIST()
let training = DataLoader(fashion.training, batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
let test = DataLoader(fashion.test, batchSize: 100)

//: ## 3.2 The network as a module
//:
//: 784 pixels → 256 → 128 → 10 scores, with a ReLU after each of the first two. The layers are properties: each owns its
//: weights, and the module finds them there by name. `callAsFunction` says what happens to a batch.
//:
//: The document drops units with `Dropout2d`. That layer is made for images, where it drops whole channels; on a matrix
//: it does what `Dropout` does, and PyTorch warns. So `Dropout` it is.
chapter.section("The network as a module")
final class FashionDNN: Module, Layer {
  let fc1 = Linear(784, 256)
  let drop = Dropout(0.25)
  let fc2 = Linear(256, 128)
  let fc3 = Linear(128, 10)

  /// `[batch, 1, 28, 28]` pixels become `[batch, 10]` scores.
  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = images.reshaped([-1, 784])
    x = relu(fc1(x))
    x = drop(x)
    x = relu(fc2(x))
    return fc3(x)
  }
}

let model = FashionDNN()
print(model)
print("\n\(model.parameterCount) parameters")

//: `reshaped([-1, 784])` lays the rows of an image end to end; −1 stands for whatever makes the count come out right,
//: here the batch. The document likens PyTorch's `view` to numpy's `resize`. It is `reshape`: the same numbers in the same
//: order, only counted differently.
//:
//: ## 3.3 The same network as a function
//:
//: PyTorch has everything twice, `nn.Linear` and `nn.functional.linear`, and so has this library. What is the difference?
//: A function owns nothing. Whoever calls it brings the weights:
chapter.section("The same network as a function")
func fashionDNN(_ images: Tensor, _ weights: [Tensor], training: Bool) -> Tensor {
  var x = images.reshaped([-1, 784])
  x = relu(linear(x, weights[0], weights[1]))
  x = dropout(x, 0.25, training: training)
  x = relu(linear(x, weights[2], weights[3]))
  return linear(x, weights[4], weights[5])
}

//: | | `Linear`, a module | `linear`, a function |
//: |---|---|---|
//: | form | a class that inherits from `Module` | a pure function |
//: | call | first the sizes, `Linear(784, 256)`, later the data, `fc1(x)` | sizes, weights and data at once, `linear(x, weight, bias)` |
//: | place | may stand in a `Sequential` | may not: there is nothing to hold |
//: | parameters | made, named and kept for you | brought along at every call |
//:
//: Two ways of writing, one arithmetic: with the same weights the results must be the same to the last bit. One batch of
//: test images shows it. Both drop the same units, too, if both begin with the same random numbers.
for batch in DataLoader(fashion.test.limited(to: 100), batchSize: 100) {
  let weights = model.parameters().map(\.value)
  let byModule = withSeed(chapter.seed) { model(batch.images) }
  let byFunction = withSeed(chapter.seed) { fashionDNN(batch.images, weights, training: true) }
  let isSame = byModule.values() == byFunction.values()
  print(
    "scores \(byModule.shape) by module and by function: \(isSame ? "equal to the last bit" : "different")")
}

//: ## 3.4 Training
//:
//: Five lines teach the network, and they are the same for every network in this book: forget the old gradients, look at a
//: batch, measure how wrong the scores are, ask each weight how it contributed, and move all weights a little.
//:
//: Every 500 steps the test images say how far it is, in the document's words. Watching the test is harmless as long as
//: nobody *chooses* anything by it. Whoever wants to keep the best of several networks sets a part of the training images
//: aside for that (`fashion.training.split(…)`) and leaves the test for the end.
chapter.section("Training")
let optimizer = Adam(model.parameters(), learningRate: chapter.plan.learningRate)

for epoch in chapter.epochs(model, optimizer) {
  model.train()
  for batch in chapter.steps(training, epoch: epoch) {
    optimizer.zeroGradients()
    let scores = model(batch.images)
    let loss = crossEntropy(scores, batch.labels)
    loss.backward()
    optimizer.step()
    chapter.record(loss)

    if chapter.step % 500 == 0 {
      let accuracy = 100 * chapter.evaluate(model, on: test).accuracy
      print("Iteration: \(chapter.step), Loss: \(loss.item()), Accuracy: \(accuracy)%")
    }
  }
}

//: ## 3.5 What we saw
//:
//: The document's network ends at 86.3 %. That is one run; another seed gives another number, here between SEEN_LOW and SEEN_HIGH % in
//: five. So a difference of half a percent between two networks means nothing until both were trained a few times.
chapter.section("What we saw")
let result = chapter.evaluate(model, on: test)
print("Test set: \(result)")

//: ## Exercise
//:
//: Put `let shuffled = RandomStream(seed: 1, purpose: .other)` …
chapter.finish()
