//: # Chapter 3 · A dense network
//:
//: Ten kinds of garment, 28 × 28 grey pixels each. Can a program that has never heard of sleeves or
//: soles learn to tell them apart from the pixels alone? The plainest of networks tries first:
//: every pixel is connected to every unit of the first layer.
//:
//: *(Document 003, section 3.2.2 "DNN"; the README lists the documents. The chapter takes less than
//: half a minute.)*
import Lookbook

let chapter = Chapter("dnn", plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))
chapter.predicts { trained in FashionDNN(classes: trained.classNames.count) }

//: ## 3.1 The data
//:
//: Sixty thousand garments to learn from, and ten thousand to be tested on. A `DataLoader` hands
//: them out a hundred at a time: those of training in a new order every epoch, those of the test
//: always in the same. Each pixel comes as a number between 0 and 1; that is what `ToTensor` does,
//: the transform of a data set unless another is named.
//:
//: (Started with `--dataset FOLDER`, this and the later chapters learn from pictures of your own, a
//: folder for each class. And once trained they answer: `swift run chapter-dnn predict PICTURE`.
//: For that `chapter.predicts` above says how the network is made, and `chapter.keep` below keeps
//: its weights.)
chapter.section("The data")
let data = chapter.data(.fashionMNIST)
let training = DataLoader(data.training, batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
let test = DataLoader(data.test, batchSize: 100)
let lookEvery = data.isOwn ? training.count : 500  // steps; own pictures are few: after every epoch

//: ## 3.2 The network as a module
//:
//: 784 pixels → 256 → 128 → 10 scores, one for each class. After each of the first two layers
//: stands a ReLU, max(0, x), without which three layers would be one; chapter 4 comes back to that.
//: The layers are properties: each owns its weights, and the module finds them there by name.
//: `callAsFunction` says what happens to a batch, and lets us write `model(images)`; PyTorch calls
//: it `forward`.
//:
//: `Dropout(0.25)` sets a quarter of the values to 0, others in every step, and multiplies the rest
//: by 1 / (1 − 0.25), so that no unit can rely on another one; in a test it does nothing. The
//: document uses `Dropout2d`. That layer is made for images, where it drops whole channels; on a
//: matrix it does what `Dropout` does, and PyTorch warns.
chapter.section("The network as a module")
final class FashionDNN: Module, Layer {
  let fc1 = Linear(784, 256)
  let drop = Dropout(0.25)
  let fc2 = Linear(256, 128)
  let fc3: Linear

  init(classes: Int = 10) { fc3 = Linear(128, classes) }

  /// `[batch, 1, 28, 28]` pixels become `[batch, classes]` scores.
  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = images.reshaped([-1, 784])
    x = relu(fc1(x))
    x = drop(x)
    x = relu(fc2(x))
    return fc3(x)
  }
}

let model = FashionDNN(classes: data.classNames.count)
print(model)
print("\n\(model.parameterCount.grouped) parameters\n")

//: What happens to one image on its way? `chapter.trace` sends a shape without values through the
//: network and writes down what every step makes of it, how many parameters and multiply-adds that
//: takes, and in the last column how much of the image one value *sees*: a pixel at first, and from
//: the first dense layer on all 784. That layer holds 200,960 of the 235,146 parameters, 85 %.
chapter.trace(model, input: [1, 1, 28, 28])

//: `reshaped([-1, 784])` lays the rows of an image end to end; −1 stands for whatever makes the
//: count come out right, here the batch. The document likens PyTorch's `view` to numpy's `resize`.
//: It is `reshape`: the same numbers in the same order, only counted differently.
//:
//: ## 3.3 The same network as a function
//:
//: PyTorch has many things twice, `nn.Linear` and `nn.functional.linear`, and so has this library.
//: What is the difference? A function owns nothing. Whoever calls it brings the weights:
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
//: | call | first the sizes, `Linear(784, 256)`, later the data, `fc1(x)` | all at once, `linear(x, weight, bias)` |
//: | place | may stand in a `Sequential` | may not: a `Sequential` holds layers |
//: | parameters | made, named and kept for you | brought along at every call |
//:
//: Two ways of writing, one arithmetic: with the same weights the results must be the same to the
//: last bit. A batch of test images shows it. Both drop the same units, too, if both begin with the
//: same random numbers.
for batch in DataLoader(data.test.limited(to: 100), batchSize: 100) {
  let weights = model.parameters().map(\.value)
  let byModule = withSeed(chapter.seed) { model(batch.images) }
  let byFunction = withSeed(chapter.seed) { fashionDNN(batch.images, weights, training: true) }
  let isSame = byModule.values() == byFunction.values()
  print(
    "scores \(byModule.shape) by module and by function: \(isSame ? "equal to the last bit" : "different")")
}

//: ## 3.4 Training
//:
//: One pass over all training images is an *epoch*. Softmax turns ten scores into ten
//: probabilities, and `crossEntropy` is minus the logarithm of the one for the right class: ln 10 =
//: 2.30 for a guess, 0 for certainty. `backward()` finds for every weight how the loss would change
//: with it, the *gradient*, and `Adam` moves each weight against its gradient, at first by about
//: 0.001.
//:
//: So five lines teach the network, and they are the same for every network in this book: forget
//: the old gradients, score a batch, measure how wrong the scores are, ask every weight for its
//: gradient, move all weights a little.
//:
//: Every 500 steps the network is tried on the test images, and a line is printed in the document's
//: form. Documents 000 and 001 even call the test images "validation". Watching them is harmless as
//: long as nobody *chooses* anything by them. Whoever wants to keep the best of several networks
//: holds a part of the training images out for that, `data.training.split(validation: 5000,
//: seed: 1)`, and leaves the test for the end.
chapter.section("Training")
let optimizer = Adam(model.parameters(), learningRate: chapter.plan.learningRate)

chapter.followTraining("training", "The dense network learns")
for epoch in chapter.epochs(model, optimizer) {
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

//: ## 3.5 What we saw
//:
//: The document's network ends at 86.3 %, and PyTorch's with the same settings between 85.9 and
//: 87.6, depending on the seed. Ours, with the seeds 1 to 5: 87.7, 87.3, 87.1, 87.5 and 87.6 %. So
//: half a percent between two networks means nothing until both were trained a few times.
//:
//: The loss of a single step jumps about, since every batch is another hundred garments; its mean
//: tells how the training goes. Where the test's loss no longer falls with it, the network begins
//: to learn its examples by heart.
chapter.section("What we saw")
let result = chapter.evaluate(model, on: test)
chapter.keep(model, testedOn: test, result)
print("Test set: \(result)")
print("Accuracy: \((100 * result.accuracy).fixed(1))%\n")
chapter.figure(
  "training", "The dense network learns",
  caption: "The loss of every step and its mean, and loss and accuracy on the test images.",
  alt:
    "The loss falls steeply at first and slowly later; the accuracy on the test images rises, with a setback.",
  chapter.learningCurves)

//: ## 3.6 Where it errs
//:
//: One number says how often the network is wrong, not where. A *confusion matrix* has a row for
//: each class and a column for each answer; what is right stands on the diagonal. Chapter 2 found
//: that pullover, coat and shirt have nearly the same mean. Here is what that costs. But means do
//: not tell everything: just as often a T-shirt is taken for a shirt, or a shirt for a T-shirt.
//:
//: The second figure shows the gravest mistakes: those in which the network was surest of a wrong
//: answer. Would you have known better?
chapter.section("Where it errs")
let names = data.test.classNames
let worst = zip(names, result.predictions.confusion).enumerated().map { label, row in
  (name: row.0, accuracy: Double(row.1[label]) / Double(max(1, row.1.reduce(0, +))))
}.min { $0.accuracy < $1.accuracy }
if let worst { print("Hardest: \(worst.name), \((100 * worst.accuracy).fixed(1))% right\n") }
chapter.figure(
  "confusion", "What it takes for what",
  caption: "Test images by their class (rows) and by the network's answer (columns).",
  alt: "A ten by ten matrix: a strong diagonal, and most mistakes among T-shirt, pullover, coat and shirt.",
  ConfusionMatrix(result.predictions, names: names))
chapter.figure(
  "mistakes", "The gravest mistakes",
  caption: "The test images that it got wrong and was surest of: their class, and what it took them for.",
  alt: "Eighteen garments, each with its class and below it another that the network was sure of.",
  content: .images, ImageGrid.mistakes(18, in: result.predictions, of: data.test))

//: ## 3.7 What the first layer looks for
//:
//: A unit of the first layer has a weight for every pixel, so its 784 weights are an image, too:
//: orange where a bright pixel excites it, blue where it calms it. Before the training they were
//: noise. The pale ones still are; in others there are sleeves, soles, the gap between two legs.
chapter.section("What the first layer looks for")
chapter.figure(
  "weights", "What the first layer looks for",
  caption: "The weights of the first 64 of 256 units, each as an image: orange above 0, blue below.",
  alt: "Sixty-four small squares of blue and orange specks; in some the outlines of garments can be seen.",
  width: 516, FilterBank(model.fc1, firstUnits: 64, height: 28, width: 28))

//: ## Exercise
//:
//: Take the two `relu(…)` in `FashionDNN` away, so that it says `x = fc1(x)` and `x = fc2(x)`, and
//: run again. Expect 83.2 % instead of 87.7: three linear maps in a row are one, and no amount of
//: training makes more of it. Section 3.3 now says "different". Why?
chapter.finish()
