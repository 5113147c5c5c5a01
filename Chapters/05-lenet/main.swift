//: # Chapter 5 · LeNet goes places
//:
//: Garments lie flat on a white table, one at a time. The world does not. An abbey, an airport
//: terminal, a corn field: a hundred kinds of place, photographed by strangers from wherever they
//: stood, and scaled down to 32 × 32 pixels. How much of a place is left in a picture of that size,
//: and how much of it can the network of 1998 find?
//:
//: LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", 1998.
//: *(Document 002; the README lists the documents. The chapter trains twice and takes about a minute
//: on two cores. The document trains nothing and names no settings: these are ours.)*
import Lookbook

let chapter = Chapter(
  "lenet",
  plan: Plan(epochs: 12, batchSize: 32, learningRate: 1e-3, trainLimit: 20_000),
  full: Plan(epochs: 12, batchSize: 32, learningRate: 1e-3))
chapter.predicts { trained in LeNet(classes: trained.classNames.count) }

//: ## 5.1 The data
//:
//: MiniPlaces, a part of the Places database (Zhou et al., 2017) that was made for a course at MIT,
//: has 100,000 pictures to learn from and 10,000 to check oneself with, 128 × 128 in colour, all in
//: one archive. Opening a hundred thousand files takes longer than decoding them, so they are read
//: straight out of the archive, decoded on all cores, scaled to 32 × 32, and kept as one file: the
//: second start finds them ready. A fifth of them, 200 of each kind, is enough for a first look, and
//: all numbers below are about that fifth; `--full` takes all.
//:
//: There are pictures to be tested on, too, but without labels, since they were for a competition.
//: So the validation pictures are the test here, and again nothing may be chosen by them.
//:
//: Where MiniPlaces cannot be had, places are drawn. They are far easier (71.8 and 80.3 % are right
//: in the end), and what is said below about photographs is not true of them.
//:
//: Chapter 1 took the mean and the deviation of all pixels. In colour there are three of each.
chapter.section("The data")
let places = chapter.data(.miniPlaces)
let pixels = places.training.pixelStatistics
let plain = Compose([ToTensor(), pixels.normalization])
let testLoader = DataLoader(places.test.transformed(by: plain), batchSize: 100)
print("           red     green   blue")
print("mean       \(pixels.mean.map { $0.fixed(4) }.joined(separator: "  "))")
print("deviation  \(pixels.deviation.map { $0.fixed(4) }.joined(separator: "  "))")

//: ## 5.2 The network
//:
//: Two convolutions and three dense layers, as in 1998, with ReLU and max pooling in the place of
//: that time's S-shaped functions and averages. The document's dense layers are wider, 256, 128 and
//: 100 units instead of 120, 84 and 10, and its pictures have three colours instead of grey.
//:
//: The document counts the parameters in millions, and its forward pass notes six shapes in a
//: dictionary while it computes. `chapter.trace` sends a shape without values through the network, as
//: in chapter 3; its table has a row for every step. `trace.shapes` counts ReLU and pooling to the
//: layer before them, as the document does, and has the same six.
chapter.section("The network")
final class LeNet: Module, Layer {
  let conv1 = Conv2d(3, 6, kernelSize: 5)  // (32 − 5) / 1 + 1 = 28, pooled to 14
  let conv2 = Conv2d(6, 16, kernelSize: 5)  // (14 − 5) / 1 + 1 = 10, pooled to 5
  let flatten = Flatten()
  let linear1 = Linear(400, 256)  // 16 · 5 · 5 = 400
  let linear2 = Linear(256, 128)
  let linear3: Linear

  init(classes: Int = 100) { linear3 = Linear(128, classes) }

  /// `[batch, 3, 32, 32]` pixels become `[batch, classes]` scores.
  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = maxPool2d(relu(conv1(images)), 2)
    x = maxPool2d(relu(conv2(x)), 2)
    x = flatten(x)
    x = relu(linear1(x))
    x = relu(linear2(x))
    return linear3(x)
  }
}

let names = places.classNames
let model = LeNet(classes: names.count)
print(model)
print("\n\((Double(model.parameterCount) / 1e6).fixed(6)) million parameters\n")
let trace = chapter.trace(model, input: [1, 3, 32, 32])
print("\nThe shapes of one picture, as the document notes them:")
for (index, layer) in trace.shapes.enumerated() { print("  \(index + 1)  \(layer.shape)  \(layer.name)") }
print()
chapter.figure(
  "diagram", "LeNet, box by box",
  caption: "What every convolution, pooling and dense layer makes of one picture.",
  alt:
    "Boxes in perspective: a square of three colours, smaller and thicker ones after it, at last three bars.",
  content: .structure, NetworkDiagram(trace))

//: ## 5.3 Learning and testing
//:
//: Here are the document's two functions. `chapter.steps` stands for `tqdm`, Python's progress bar:
//: it counts, and says how long it will take. The average is taken over batches, as the document does
//: it, so a smaller last batch would count as much as a full one. The test counts right answers.
//:
//: A guesser is right once in a hundred times. So beside the best answer we ask for the best five, as
//: the challenges did: *top-5* counts a picture as right if its class is among them. A guesser gets
//: five percent.
chapter.section("Learning and testing")
func train(_ model: LeNet, _ loader: DataLoader, _ optimizer: Adam, epoch: Int) {
  model.train()
  var sum = 0.0
  for batch in chapter.steps(loader, epoch: epoch) {
    optimizer.zeroGradients()
    let output = model(batch.images)
    let loss = crossEntropy(output, batch.labels)
    loss.backward()
    optimizer.step()
    chapter.record(loss)
    sum += Double(loss.item())
  }
  print("[Training set] Epoch: \(epoch), Average loss: \((sum / Double(loader.count)).fixed(4))")
}

func test(_ model: LeNet, epoch: Int) -> Evaluation {
  let result = chapter.evaluate(model, on: testLoader)
  print("[Test set] Epoch: \(epoch), Accuracy: \((100 * result.accuracy).fixed(2))%\n")
  return result
}

/// Trains `model` on the training pictures as `transform` gives them; the result of the last test.
func learn(_ model: LeNet, from transform: Compose, epochs: Int, name: String) -> Evaluation {
  let loader = DataLoader(
    places.training.transformed(by: transform), batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
  let optimizer = Adam(model.parameters(), learningRate: chapter.plan.learningRate)
  var last: Evaluation?
  for epoch in chapter.epochs(model, optimizer, name: name, count: epochs) {
    train(model, loader, optimizer, epoch: epoch)
    last = test(model, epoch: epoch)
  }
  // A training that is resumed after its end has no epoch left to test.
  return last ?? chapter.evaluate(model, on: testLoader)
}

/// What a test found, in words.
func summary(_ result: Evaluation) -> String {
  let (first, five) = (100 * result.accuracy, 100 * result.predictions.accuracy(amongBest: 5))
  // Of five classes or fewer all are among the best five.
  return "\(first.fixed(1))% at once" + (names.count > 5 ? ", \(five.fixed(1))% among the best five" : "")
}

chapter.followTraining("training", "Pictures as they are, and pictures that move")
let plainResult = learn(model, from: plain, epochs: chapter.plan.epochs, name: "as they are")

//: ## 5.4 By heart
//:
//: The training loss falls to the end. The loss on the test pictures is lowest after the eighth of
//: twelve epochs (after the sixth with the seeds 2 and 3), and then it rises: more and more of what
//: the network learns is true of its own pictures only. It is learning them by heart. That is
//: *over-fitting*, and the training loss alone does not show it, which is why somebody has to
//: keep pictures back.
//:
//: The accuracy hardly falls with the loss. It was 13.0 % when the loss was lowest, and is 12.9 at
//: the end: as good as no more answers are wrong than before, but cross entropy also asks how sure the
//: network was of them.
chapter.section("By heart")
print("Pictures as they are: \(summary(plainResult))")
// There is a turn if the loss was lower than it is at the end.
if let turn = chapter.history.turn {
  print(
    "The test loss was lowest after epoch \(turn.epoch), \(turn.loss.fixed(3)); it ended at \(plainResult.loss.fixed(3))."
  )
}
chapter.figure(
  "overfitting", "Learning by heart",
  caption:
    "The loss on the training and on the test pictures, and the accuracy on these. A dashed line marks the lowest test loss.",
  alt:
    "Two losses that drift apart: the training's falls to the end, the test's levels off. The accuracy rises.",
  chapter.learningCurves(of: "as they are"))

//: ## 5.5 Half a cure
//:
//: An abbey in a mirror is still an abbey, and so is an abbey seen from a step further left. So every
//: picture is flipped or not, and moved by up to four pixels, at random and anew in every epoch: then
//: none comes twice quite the same, and there is less to learn by heart. It takes longer, so this
//: network gets 40 epochs for every 12 of the other. `RandomCrop` puts black around a picture and
//: cuts a piece of the old size out. Test pictures stay as they are.
//:
//: It helps: 14.7 instead of 12.9 % are right (14.9 instead of 12.2 and 15.0 instead of 12.4 with
//: the seeds 2 and 3), and after the same twelve epochs it is ahead already, with 13.4 %. It is half
//: a cure, though. A mirrored abbey is not another abbey, and no trick makes 200 pictures of each
//: kind into a thousand.
chapter.section("Half a cure")
let augmented = Compose([RandomCrop(32, padding: 4), RandomHorizontalFlip()] + plain.transforms)
let longer = max(1, chapter.plan.epochs * 40 / 12)
let movedNetwork = LeNet(classes: names.count)
let untrained = movedNetwork.conv1.weight.value
let movedResult = learn(
  movedNetwork, from: augmented, epochs: longer, name: "flipped and moved")
print("Pictures as they are: \(summary(plainResult))")
print("Flipped and moved:    \(summary(movedResult))")
chapter.keep(movedNetwork, testedOn: testLoader, movedResult)
chapter.figure(
  "training", "Pictures as they are, and pictures that move",
  caption: "The loss of every step and the accuracy after every epoch, for both trainings.",
  alt: "Two curves each: with moving pictures the loss falls more slowly and the accuracy ends higher.",
  chapter.learningCurves)

//: ## 5.6 What it says
//:
//: For one picture in seven the first guess is right, and for more than one in three the right place
//: is among the best five. Is that little? Look at the pictures. At 32 × 32 a person would not find
//: all of them, either, and some of the wrong guesses could have been ours. Where one colour says
//: nearly all, as the water of a swimming pool, LeNet is right every other time. Where it takes things
//: to tell one place from another, as in a coffee shop, it is right almost never.
chapter.section("What it says")
let guesses = ImageGrid.guesses(12, best: 5, in: movedResult.predictions, of: places.test)
chapter.figure(
  "guesses", "What LeNet says about \(places.words(for: guesses.cells.count))",
  caption:
    "The first test pictures, and the network's five best guesses; below them the right one if it is not there.",
  alt: "Small pictures, each with a tick or a cross and five or six bars.",
  content: .images, guesses)

/// How many of each class were found: that stands on the diagonal of the confusion matrix.
let shares = movedResult.predictions.confusion.enumerated().map { label, answers in
  BarChart.Bar(names[label], Double(answers[label]) / Double(max(1, answers.reduce(0, +))))
}
let sorted = shares.sorted { $0.value > $1.value }
let areMany = sorted.count > 20
chapter.figure(
  "classes", places.isOwn ? "Which classes it finds" : "Which places it finds",
  caption: areMany
    ? "The ten classes that are found most often, and the ten that are found least."
    : "How much of each class's test pictures it finds, the class that is found most often first.",
  alt: "Twenty bars, the ten longest and the ten shortest, and a dashed line at the accuracy of all.",
  BarChart(
    areMany ? sorted.prefix(10) + sorted.suffix(10) : sorted,
    axis: Axis("of its test pictures found", numbers: .percent),
    reference: .init("all together", movedResult.accuracy)))

//: ## 5.7 What it looks for
//:
//: The filters of the first convolution have three colours, like the picture, and can be shown in
//: their own: grey is zero, and a filter that is blue above and brown below would like the sky over
//: earth. Ours are patches of colour, stronger than the noise that they began as, and of that noise
//: little is left: the weights have moved by about 120 % of their first size.
//:
//: Behind this convolution a scene is still a scene, six times over: one filter likes the bright sky,
//: another one the dark below it, others find edges. Behind the second convolution there are sixteen
//: maps of 10 × 10, pooled to 5 × 5, and from those 400 numbers the dense layers must tell where we
//: are.
chapter.section("What it looks for")
let trained = movedNetwork.conv1.weight.value
let change = trained - untrained
let moved = ((change * change).sum().item() / (untrained * untrained).sum().item()).squareRoot()
print("The first layer's weights moved by \((100 * moved).fixed(0))% of their size.\n")
chapter.figure(
  "filters", "The filters of the first layer",
  caption: "Weights of 5 × 5 in three colours, before the training and after it, on one scale.",
  alt: "Small squares of colours, twice: pale noise on the left, stronger patches on the right.",
  FilterBank.comparison(before: untrained, after: trained))
let scene = places.test.transformed(by: plain)[0]
chapter.figure(
  "features", "One \(places.thing) on its way through LeNet",
  caption:
    "What both convolutions and the three dense layers make of a test picture, before ReLU and pooling.",
  alt: "Six maps in which the scene can be recognised, sixteen coarser ones, and three bands of squares.",
  content: .images,
  FeatureMaps(
    of: places.test.picture(at: 0), scene.image.reshaped([1, 3, 32, 32]), in: movedNetwork,
    showing: ["Conv2d", "Linear"], classNames: names))
if let answer = movedResult.predictions.answers.first {
  print("The \(places.thing)'s class: \(names[scene.label]). The answer: \(names[answer]).")
}

//: ## Exercise
//:
//: Six and sixteen filters were enough for the digits of 1998. Give the network more:
//: `Conv2d(3, 32, kernelSize: 5)`, `Conv2d(32, 64, kernelSize: 5)`, and so `Linear(1600, 256)`, since
//: 64 · 5 · 5 = 1600. With ten times the multiplications it takes several minutes. Expect 13.2
//: instead of 12.9 % for pictures as they are, and 16.0 instead of 14.7 % for moving ones. What would
//: you give it next: more filters, or more pictures (`--full`)?
chapter.finish()
