//: # Chapter 4 · A convolutional network
//:
//: Shuffle the pixels of all garments in one and the same way, and nothing changes for the dense
//: network of chapter 3: to it no pixel is nearer to another than to the rest. A convolution knows
//: neighbours. It looks at a small window and asks the same question at every place: if the sleeve
//: moves, the answer moves with it. How much is that worth?
//:
//: *(Document 003, section 3.2.2 "CNN"; the README lists the documents. The chapter trains three
//: networks and takes about two minutes on two cores.)*
import Lookbook

let chapter = Chapter("cnn", plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))
chapter.predicts { trained in FashionCNN(classes: trained.classNames.count) }

//: ## 4.1 The data
//:
//: The same garments in the same batches as in chapter 3, so that only the network differs.
chapter.section("The data")
let data = chapter.data(.fashionMNIST)
let training = DataLoader(data.training, batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
let test = DataLoader(data.test, batchSize: 100)
let lookEvery = data.isOwn ? training.count : 500  // steps; own pictures are few: after every epoch

//: ## 4.2 The network
//:
//: Two blocks find features: convolution, batch normalisation, ReLU, pooling. Three dense layers
//: weigh what was found. How large is what a block hands on? A kernel of k, moving s at a time over
//: a side of n that is padded by p at both ends, fits
//:
//:     (n + 2p − k) / s + 1, rounded down
//:
//: times. With n = 28, k = 3, s = 1, p = 1 that is 28: the first convolution makes `[32, 28, 28]`.
//: (The document puts the 784 pixels of the image where its side of 28 belongs.) Pooling counts the
//: same way: (28 − 2) / 2 + 1 = 14. It has no weights: it keeps the largest of four numbers. Batch
//: normalisation has some: after setting each channel's mean to 0 and deviation to 1 over the batch
//: it scales by a learned γ and shifts by a learned β.
//:
//: The document's printed model shows nothing between its three dense layers, and its forward pass
//: is not in the text. If nothing is there, the three are no more than one: a linear map of a
//: linear map is a linear map, and the dropout between them does nothing in a test. `hasReLU`
//: decides, and section 4.4 tries both.
chapter.section("The network")
final class FashionCNN: Module, Layer {
  let layer1 = Sequential {
    Conv2d(1, 32, kernelSize: 3, padding: 1)  // (28 + 2·1 − 3) / 1 + 1 = 28
    BatchNorm2d(32)
    ReLU()
    MaxPool2d(kernelSize: 2, stride: 2)  // (28 − 2) / 2 + 1 = 14
  }
  let layer2 = Sequential {
    Conv2d(32, 64, kernelSize: 3)  // (14 − 3) / 1 + 1 = 12
    BatchNorm2d(64)
    ReLU()
    MaxPool2d(kernelSize: 2, stride: 2)  // (12 − 2) / 2 + 1 = 6
  }
  let fc1 = Linear(64 * 6 * 6, 600)
  let drop = Dropout(0.25)
  let fc2 = Linear(600, 120)
  let fc3: Linear
  private let hasReLU: Bool

  /// - Parameter hasReLU: whether a ReLU follows the first and the second dense layer.
  init(classes: Int = 10, hasReLU: Bool = true) {
    fc3 = Linear(120, classes)
    self.hasReLU = hasReLU
  }

  /// `[batch, 1, 28, 28]` pixels become `[batch, classes]` scores.
  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = layer1(images)
    x = layer2(x)
    x = x.flattened()  // [batch, 64, 6, 6] becomes [batch, 2304]
    x = drop(activation(fc1(x)))
    x = activation(fc2(x))
    return fc3(x)
  }

  private func activation(_ x: Tensor) -> Tensor { hasReLU ? relu(x) : x }
}

let model = FashionCNN(classes: data.classNames.count)
print(model)
print("\n\(model.parameterCount.grouped) parameters\n")

//: The trace below does the sum for every layer, with its numbers. Two things show in the other
//: columns. A value behind the first convolution *sees* 3 × 3 pixels of the image, behind the
//: second pooling 10 × 10, a third of a garment's side; what it takes to know the whole garment is
//: left to the dense layers. And parameters are not work: the first dense layer has 94 % of the
//: parameters, the second convolution does 61 % of the multiplications, since each of its weights
//: is used at 144 places.
let trace = chapter.trace(model, input: [1, 1, 28, 28])
print()
chapter.figure(
  "diagram", "The network, box by box",
  caption: "What every convolution, pooling and dense layer makes of one image.",
  alt:
    "Boxes in perspective: a thin square for the image, smaller and thicker ones after it, at last three bars.",
  content: .structure, NetworkDiagram(trace))

//: ## 4.3 The same network in functions
//:
//: As in chapter 3, a function is handed its weights with every call. Batch normalisation is the
//: odd one out: it also keeps a running mean and variance, for testing, when a result must not
//: depend on the other images of its batch. So it is handed those as well.
chapter.section("The same network in functions")
func fashionCNN(_ images: Tensor, _ weights: [Tensor], _ running: [Tensor]) -> Tensor {
  var (mean1, variance1, mean2, variance2) = (running[0], running[1], running[2], running[3])
  var x = conv2d(images, weights[0], weights[1], padding: 1)
  x = batchNorm(
    x, runningMean: &mean1, runningVariance: &variance1, weight: weights[2], bias: weights[3], training: false
  )
  x = maxPool2d(relu(x), 2)
  x = conv2d(x, weights[4], weights[5])
  x = batchNorm(
    x, runningMean: &mean2, runningVariance: &variance2, weight: weights[6], bias: weights[7], training: false
  )
  x = maxPool2d(relu(x), 2)
  x = relu(linear(x.flattened(), weights[8], weights[9]))
  x = relu(linear(x, weights[10], weights[11]))
  return linear(x, weights[12], weights[13])
}

for batch in DataLoader(data.test.limited(to: 100), batchSize: 100) {
  let weights = model.parameters().map(\.value)
  let running = model.namedBuffers().filter { $0.name.contains("running") }.map(\.buffer.tensor)
  model.evaluate()
  let byModules = model(batch.images)
  let byFunctions = fashionCNN(batch.images, weights, running)
  let isSame = byModules.values() == byFunctions.values()
  print(
    "scores \(byModules.shape) by modules and by functions: \(isSame ? "equal to the last bit" : "different")"
  )
}

//: ## 4.4 Training
//:
//: Twice, with a ReLU between the dense layers and without, and then chapter 3's network for
//: comparison, written as a `Sequential` this time. The loop is chapter 3's, to the letter.
chapter.section("Training")
let filters = model.layer1[0] as? Conv2d
let untrained = filters?.weight.value
chapter.followTraining("training", "Convolutions against dense layers")

func train(_ model: any Layer, name: String) -> Evaluation {
  let optimizer = Adam(model.parameters(), learningRate: chapter.plan.learningRate)
  for epoch in chapter.epochs(model, optimizer, name: name) {
    model.train()
    for batch in chapter.steps(training, epoch: epoch) {
      optimizer.zeroGradients()
      let scores = model(batch.images)
      let loss = crossEntropy(scores, batch.labels)
      loss.backward()
      optimizer.step()
      chapter.record(loss)

      if chapter.step % lookEvery == 0 {
        let accuracy = 100 * chapter.evaluate(model, on: test).accuracy
        print("Iteration: \(chapter.step), Loss: \(loss.item()), Accuracy: \(accuracy.fixed(2))%")
      }
    }
  }
  return chapter.evaluate(model, on: test)
}

print("With ReLU:")
let withReLU = train(model, name: "with ReLU")
print("\nWithout:")
let without = train(FashionCNN(classes: data.classNames.count, hasReLU: false), name: "without ReLU")
print("\nChapter 3's dense network:")
let denseNetwork = Sequential {
  Flatten(); Linear(784, 256); ReLU(); Dropout(0.25); Linear(256, 128); ReLU()
  Linear(128, data.classNames.count)
}
let dense = train(denseNetwork, name: "dense")

//: ## 4.5 What we saw
//:
//: The document's network ends at 90.5 %, PyTorch's between 90.1 and 90.7. One run shows little,
//: says chapter 3, so here are five, with the seeds 1 to 5: 91.7, 91.7, 90.9, 91.1 and 91.4 % with
//: ReLU, 91.0, 91.3, 90.7, 89.9 and 90.8 % without. With ReLU it is ahead every time, but by 0.2 to
//: 1.2 points, and two seeds of the same network are as far apart: had we run only the third, we
//: would have said that it makes no difference.
//:
//: Neighbours are worth more than that: at every look in seed 1's run both convolutional networks
//: are ahead of the dense one, if only just half-way through, and at the end by 3.9 and 3.2 points.
//: Half-way through both have fallen back at once: they were given the same batches, and one look
//: is one moment of a network that changes with every step.
chapter.section("What we saw")
chapter.keep(model, testedOn: test, withReLU)
print("Test set, with ReLU:    \(withReLU)")
print("Test set, without ReLU: \(without)")
print("Test set, dense:        \(dense)")
let gain = 100 * (withReLU.accuracy - without.accuracy)
print("The ReLUs \(gain < 0 ? "cost" : "are worth") \(abs(gain).fixed(1)) percentage points in this run.\n")
chapter.figure(
  "training", "Convolutions against dense layers",
  caption: "The loss of every step and the accuracy on the test images, for three networks.",
  alt:
    "Three curves each: both convolutional networks stay ahead of the dense one, half-way through only just.",
  chapter.learningCurves)

//: ## 4.6 Where it errs
//:
//: Fewer mistakes, but not of every kind. In seed 1's run 29 coats are taken for pullovers instead
//: of the 112 of chapter 3: those can be told apart. T-shirts are taken for shirts 113 times, and
//: shirts for T-shirts 67 times: of two garments that shops call by different names for no reason to
//: be seen in 28 × 28 pixels, no network can tell which is which.
//:
//: What the network really says is not a class, but ten probabilities, of which the largest is
//: taken. The first of three figures shows the best three for a dozen garments. Mostly the network
//: is sure and right; where it hesitates, its second guess is worth hearing. The gravest mistakes,
//: in the last figure, are those in which it did not hesitate.
chapter.section("Where it errs")
let names = data.test.classNames
let guesses = ImageGrid.guesses(12, in: withReLU.predictions, of: data.test)
chapter.figure(
  "guesses", "What it says about \(data.words(for: guesses.cells.count))",
  caption: "The first test images, their class, and the network's three best guesses.",
  alt: "Garments, each with a tick or a cross and three bars, of which the first is the longest.",
  content: .images, guesses)
chapter.figure(
  "confusion", "What it takes for what",
  caption: "Test images by their class (rows) and by the network's answer (columns).",
  alt:
    "A ten by ten matrix with a strong diagonal; most mistakes are among T-shirt, pullover, coat and shirt.",
  ConfusionMatrix(withReLU.predictions, names: names))
chapter.figure(
  "mistakes", "The gravest mistakes",
  caption: "The test images that it got wrong and was surest of: their class, and what it took them for.",
  alt: "Eighteen garments, each with its class and below it another that the network was sure of.",
  content: .images, ImageGrid.mistakes(18, in: withReLU.predictions, of: data.test))

//: ## 4.7 What the first layer looks for
//:
//: Nine weights a filter, 32 filters: on the left what chance began with, on the right what the
//: garments made of it. A filter that is orange on one side and blue on the other answers to edges.
//: Some became clearer, but compare the places: hardly any was built from nothing. Of 32 random
//: filters enough are edges of a kind, and the layers behind learn which ones to listen to.
chapter.section("What the first layer looks for")
if let filters, let untrained {
  chapter.figure(
    "filters", "The first convolution's filters",
    caption: "All 32 filters of 3 × 3 weights, before the training and after it, on one scale.",
    alt: "Thirty-two squares of nine cells, blue and orange, twice: the same patterns, some stronger.",
    FilterBank.comparison(before: untrained, after: filters.weight.value))
}

//: ## Exercise
//:
//: Let the test garments slip by up to three pixels, here and in chapter 3, and leave the training
//: as it is:
//:
//:     let shaken = Compose([RandomCrop(28, padding: 3), ToTensor()])
//:     let test = DataLoader(data.test.transformed(by: shaken), batchSize: 100)
//:
//: Expect both networks to fall: the dense one from 87.7 to 53.4 %, the convolutional one from 91.7
//: to 73.3 %. Its convolutions do not mind where a sleeve is. Its dense layers do, and chapter 6
//: shows the cure.
chapter.finish()
