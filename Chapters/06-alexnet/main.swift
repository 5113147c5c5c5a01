//: # Chapter 6 · AlexNet
//:
//: In 2012 a network with eight layers of weights won the ImageNet challenge. Seven of its kind,
//: voting together, missed the right answer among their five best guesses for 15.3 % of the
//: photographs; the next best program missed it for 26.2 %. This chapter builds that network, gives
//: it garments instead of photographs, and watches it learn.
//:
//: Krizhevsky, Sutskever, Hinton: "ImageNet classification with deep convolutional neural
//: networks", 2012. *(Documents 000 and 001; the README lists them. Document 001 puts the winner's
//: error at 17 %: that figure is in the paper, too, but was measured on the images of the challenge
//: of 2010.)*
import Lookbook

//: How long is a first look? The documents train for ten epochs over 60,000 images, on a processor
//: a matter of hours: `--full` does that, with their settings. Without it this chapter takes 200
//: steps of 64 images, about two minutes on two cores, and its settings are made for getting far in
//: 200 steps. They come from a trial with PyTorch that looked at 2,000 test images, so its result
//: is a little too kind; only first weights were compared on 2,000 training images that were held
//: out, the way it should be done. (Both documents define `batch_size = 512`, but their loaders say
//: 64; 001 shows the 512 to the summary only.)
let chapter = Chapter(
  "alexnet",
  plan: Plan(epochs: 1, batchSize: 64, learningRate: 5e-4, trainLimit: 12_800, testLimit: 2_000),
  full: Plan(epochs: 10, batchSize: 64, learningRate: 1e-3),
  takesWidth: true)
chapter.predicts { trained in
  AlexNet(channels: trained.channels, classes: trained.classNames.count, width: trained.width)
}

//: ## 6.1 The data
//:
//: AlexNet looks at 227 × 227 pixels (the paper says 224, but only 227 gives its 55), a garment has
//: 28 × 28. `Resize(227)` makes each side eight times as long. That adds no detail and a good deal
//: of work, and leaves the network as it was, with one channel instead of three and ten classes
//: instead of a thousand.
//:
//: `Normalize` subtracts the mean of all pixels and divides by their deviation: 0.286 and 0.353, as
//: chapter 1 measures on Fashion-MNIST. The documents leave that out, and so does `--full`.
//:
//: Pictures of your own (`--dataset FOLDER`) come in colour and with all of their 227 × 227 pixels,
//: and bring their own mean and deviation.
//:
//: The title of document 001 promises data augmentation; its code has none. The paper's kind,
//: shifted and mirrored copies, is two more transforms, for training only: a test must not change
//: from one run to the next. In 200 steps no image comes twice, so there is nothing to learn by
//: heart and augmentation stays off; over ten epochs there is.
chapter.section("The data")
let data = chapter.data(.fashionMNIST, ownPictures: ImageSize(channels: 3, height: 227, width: 227))
let normalize =
  data.isOwn ? data.training.pixelStatistics.normalization : Normalize(mean: [0.286], deviation: [0.353])
let prepared = Compose([Resize(227), ToTensor()] + (chapter.isFull ? [] : [normalize]))
let side = data.imageSize.width
let augmented = Compose([RandomCrop(side, padding: side / 14), RandomHorizontalFlip()] + prepared.transforms)
let training = DataLoader(
  data.training.transformed(by: prepared),  // or: by: augmented
  batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
let test = DataLoader(data.test.transformed(by: prepared), batchSize: chapter.plan.batchSize)
print(prepared)

//: ## 6.2 The network
//:
//: Five convolutions find features, from edges to parts of garments; three dense layers weigh them.
//: A kernel of k, moving s at a time over a side of n that is padded by p at both ends, fits (n +
//: 2p − k) / s + 1 times, rounded down. The comments follow one side of the image through the
//: network, from 227 to 6. (Document 001 has the + 1 inside the fraction: (227 − 11 + 1) / 4 would
//: be 54.25.)
//:
//: Images are `[batch, channels, height, width]`, kernels `[filters, channels, height, width]`; the
//: documents' comments turn the last two around, and speak of an input of 3×227×227 where
//: Fashion-MNIST has one channel.
//:
//: Document 001 explains kernels of 48×5×5 in the second layer by dropout. The paper had them
//: because its network was split between two graphics cards: in the second, fourth and fifth
//: convolution each half of the filters saw only the channels on its own card, 48 of 96 in the
//: second: `groups: 2` in today's words. The documents' code has one device, and kernels of 96×5×5.
//:
//: The title of document 001 promises local response normalisation as well, which makes
//: neighbouring channels compete (paper, section 3.3); its code has none. Here it stands where the
//: paper puts it, if the network is made with `AlexNet(width: chapter.width, hasResponseNorm:
//: true)`. It has no weights, so the number of parameters stays the same.
//:
//: `width` makes every hidden layer wider or narrower: document 000's author tried that and saw
//: large differences. Try `--width 0.25`.
chapter.section("The network")
final class AlexNet: Module, Layer {
  let conv1, conv2, conv3, conv4, conv5: Sequential
  let fc1, fc2, fc3: Linear
  let drop = Dropout(0.5)

  /// - Parameters:
  ///   - channels: of the images; the paper's had three colours.
  ///   - width: how many times as many channels and units as in the paper.
  ///   - hasResponseNorm: whether local response normalisation follows the first two ReLUs, as in the paper.
  init(channels: Int = 1, classes: Int = 10, width: Double = 1, hasResponseNorm: Bool = false) {
    func scaled(_ count: Int) -> Int { max(1, Int((Double(count) * width).rounded())) }
    // PyTorch divides α by the five channels, the paper does not: its 10⁻⁴ is 5 · 10⁻⁴ here.
    let responseNorm = hasResponseNorm ? LocalResponseNorm(5, alpha: 5e-4, beta: 0.75, k: 2) : nil

    conv1 = Sequential {
      Conv2d(channels, scaled(96), kernelSize: 11, stride: 4)  // (227 − 11) / 4 + 1 = 55
      ReLU()
      responseNorm
      MaxPool2d(kernelSize: 3, stride: 2)  // (55 − 3) / 2 + 1 = 27
    }
    conv2 = Sequential {
      Conv2d(scaled(96), scaled(256), kernelSize: 5, padding: 2)  // (27 + 2·2 − 5) / 1 + 1 = 27
      ReLU()
      responseNorm
      MaxPool2d(kernelSize: 3, stride: 2)  // (27 − 3) / 2 + 1 = 13
    }
    conv3 = Sequential {
      Conv2d(scaled(256), scaled(384), kernelSize: 3, padding: 1)  // (13 + 2·1 − 3) / 1 + 1 = 13
      ReLU()
    }
    conv4 = Sequential {
      Conv2d(scaled(384), scaled(384), kernelSize: 3, padding: 1)  // 13
      ReLU()
    }
    conv5 = Sequential {
      Conv2d(scaled(384), scaled(256), kernelSize: 3, padding: 1)  // 13
      ReLU()
      MaxPool2d(kernelSize: 3, stride: 2)  // (13 − 3) / 2 + 1 = 6
    }
    fc1 = Linear(scaled(256) * 6 * 6, scaled(4096))
    fc2 = Linear(scaled(4096), scaled(4096))
    fc3 = Linear(scaled(4096), classes)
  }

  /// `[batch, channels, 227, 227]` pixels become the logarithms of `[batch, classes]` probabilities.
  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = conv1(images)
    x = conv2(x)
    x = conv3(x)
    x = conv4(x)
    x = conv5(x)
    x = x.flattened()  // [64, 256, 6, 6] becomes [64, 9216]; document 001's comment says 64x4096x1x1
    x = drop(relu(fc1(x)))
    x = drop(relu(fc2(x)))
    return logSoftmax(fc3(x), axis: 1)
  }
}

let channels = data.imageSize.channels
let model = AlexNet(channels: channels, classes: data.classNames.count, width: chapter.width)
print(model)

//: The documents call `F.dropout(out, 0.5)` in the forward pass. Called like that it drops units
//: always, in the test as well: the 90 % that they report was measured with half of the units of
//: both hidden dense layers switched off at random. `Dropout` as a layer knows whether the network
//: is learning or being tested.
//:
//: ## 6.3 What it is made of
//:
//: Where are the 58 million parameters? 94 % of them are in the dense layers. And the
//: multiplications? 95 % are in the convolutions. The trace follows a batch through the network,
//: step by step, as a shape without values: the largest thing that it makes is this table.
//:
//: The last column says how much of the image one value *sees*. A filter of the first layer sees 11
//: × 11 pixels; of the garment as it was before `Resize` that is little more than one pixel. Its
//: neighbour begins 4 pixels further on, and behind the last pooling neighbours are 32 apart: so
//: every later kernel reaches further, until a value sees 195 × 195 of the 227 × 227 pixels. Only
//: what the dense layers make depends on all of them.
chapter.section("What it is made of")
let trace = chapter.trace(model, input: [chapter.plan.batchSize, channels, 227, 227])
print()
chapter.figure(
  "diagram", "AlexNet, box by box",
  caption: "What every convolution, pooling and dense layer makes of one image, after the paper's figure 2.",
  alt:
    "Boxes in perspective: a large thin square for the image, then smaller and thicker ones, at last three bars.",
  content: .structure, NetworkDiagram(trace))

//: Document 001 prints the shorter table of `torchsummary`: layers only, without the functions of
//: the forward pass. For the size of a pass it counts what these layers make, and as much again for
//: the gradients.
print("\nThe summary of document 001:\n")
print(model.summary(input: [chapter.plan.batchSize, channels, 227, 227]))

//: ## 6.4 A good start
//:
//: Weights have to begin somewhere. Too small, and the signal dies on its way through eight layers;
//: too large, and it explodes. A ReLU lets half of it pass, so He's rule makes up for that: a
//: deviation of √(2 / fanIn), and biases of zero. He et al., "Delving deep into rectifiers", 2015.
//: PyTorch's default, and so that of `--full`, begins 2.4 times smaller.
chapter.section("A good start")
if !chapter.isFull { model.initialiseAsHe() }
print("First weights: \(chapter.isFull ? "PyTorch's default" : "He's, with biases of zero")")

//: ## 6.5 Training
//:
//: `train` is the documents' function, with chapter 3's five lines. Three things are different. The
//: documents print `batch_idx * len(data)`, the images *before* this batch, and so stay one batch
//: behind; here it is the images seen, and the last, smaller batch counts as what it is. A line is
//: printed every 25 steps instead of 100 (000) or 30 (001). And the learning rate rises for the
//: first 30 % of the steps and then falls to nearly nothing (Smith & Topin, 2018), so that a rate
//: may be used in the middle that would throw an untrained network off; with `--full` it stays at
//: 0.001.
//:
//: `criterion` is the negative log-likelihood: minus the logarithm of the probability of the right
//: class. The author of document 000 wanted `CrossEntropyLoss`, had trouble with it, and took
//: log-softmax and this instead. Nothing is lost: they are the same loss in two steps. (A function
//: in a variable has no default arguments, hence the `.mean`.)
chapter.section("Training")
let firstLayer = model.conv1[0] as? Conv2d
let untrained = firstLayer?.weight.value
chapter.followTraining("training", "AlexNet learns")
let criterion = nllLoss
let rate = chapter.plan.learningRate
let optimizer =
  chapter.isFull
  ? Adam(model.parameters(), learningRate: rate)
  : Adam(model.parameters(), learningRate: OneCycle(peak: rate, steps: training.count * chapter.plan.epochs))

// A look at a few hundred test images takes seconds and shows where the accuracy comes from. It comes before a step and
// in small batches, so that it needs no memory beside that of the steps.
let lookEvery = chapter.isFull ? 500 : 50
let sample = DataLoader(test.dataset.limited(to: 400), batchSize: 16)

func train(_ epoch: Int) {
  model.train()
  for batch in chapter.steps(training, epoch: epoch) {
    if chapter.step > 1, chapter.step % lookEvery == 1 {
      _ = chapter.evaluate(model, on: sample, as: "sample")
    }
    optimizer.zeroGradients()
    let output = model(batch.images)
    let loss = criterion(output, batch.labels, .mean)
    loss.backward()
    optimizer.step()
    chapter.record(loss)

    if chapter.step % 25 == 0 || chapter.images == training.sampleCount {
      let percent = 100 * chapter.images / training.sampleCount
      print(
        "Train Epoch:\(epoch) [\(chapter.images)/\(training.sampleCount) (\(percent)%)]\tLoss: \(loss.item().fixed(6))"
      )
    }
  }
}

var last: Evaluation?
for epoch in chapter.epochs(model, optimizer) {
  train(epoch)
  let result = chapter.evaluate(model, on: test)
  print("\nTest set: \(result)\n")
  print(String(repeating: "=", count: 50))
  last = result
}

//: ## 6.6 What we saw
//:
//: The loss begins far above ln 10 = 2.30, what a guess would have: He's weights make large scores,
//: and a wrong large score is expensive. A dozen steps later the network has learned to be careful,
//: and then it learns garments. After 200 steps, a fifth of one epoch, it puts 84.3 % of 2,000 test
//: images into their class. The CNN of chapter 4, forty times smaller, ends at 91.7 % after five
//: epochs: 58 million parameters are many for garments of 28 × 28, and few steps are few. What does
//: AlexNet's size buy? Try `--full`.
//:
//: On the way the loss on the test images lies below that of the training: half of the dense units
//: are switched off while the network learns, and none when it is tested.
chapter.section("What we saw")
for evaluation in chapter.history.evaluations {
  let images = evaluation.part == "sample" ? "\(sample.sampleCount) test images" : "the test images"
  let percent = (100 * evaluation.accuracy).fixed(1)
  print(
    "After \(evaluation.step) steps: \(percent)% of \(images), average loss \(evaluation.loss.fixed(4))")
}
chapter.figure(
  "training", "AlexNet learns",
  caption:
    "The loss of every step and its mean; loss and accuracy on a few hundred test images on the way, and on all at the end.",
  alt:
    "The loss starts high, falls fast for twenty steps and slowly to the end, while the accuracy rises.",
  chapter.learningCurves)

//: ## 6.7 Where it errs
//:
//: Among the same classes as in the chapters before: a larger image of the same 784 pixels shows no
//: more of a garment, and more layers do not see what is not there.
chapter.section("Where it errs")
let result = last ?? chapter.evaluate(model, on: test)
chapter.keep(model, testedOn: test, result)
let names = data.test.classNames
chapter.figure(
  "confusion", "What AlexNet takes for what",
  caption: "Test images by their class (rows) and by the network's answer (columns).",
  alt:
    "A ten by ten matrix with a strong diagonal; most mistakes are among T-shirt, pullover, coat and shirt.",
  ConfusionMatrix(result.predictions, names: names))
chapter.figure(
  "mistakes", "The gravest mistakes",
  caption: "The test images that it got wrong and was surest of: their class, and what it took them for.",
  alt: "Eighteen garments, each with its class and below it another that the network was sure of.",
  content: .images, ImageGrid.mistakes(18, in: result.predictions, of: data.test))

//: ## 6.8 What it looks at
//:
//: The paper's figure 3 shows the 96 filters of its first layer, 11 × 11 pixels in colour: stripes
//: of every direction and width, and blobs of colour. They took 90 epochs over 1.2 million
//: photographs. After 200 steps ours still look like the noise that they began as: compare a square
//: on the right with its twin on the left. They have moved by a few percent of their size, and the
//: layers behind have learned to make something of what noise lets through, which is more than one
//: would think.
//:
//: The second figure follows one garment through the network. Behind the first convolution it can
//: still be recognised, in some maps as a shape, in others as its outline or as what it is not.
//: Every pooling after that leaves fewer places: behind the last one 6 × 6, and most of them are
//: silent. Three dense layers later ten numbers remain, one for each class, of which the largest is
//: the answer.
chapter.section("What it looks at")
if let firstLayer, let untrained {
  let change = firstLayer.weight.value - untrained
  let moved = ((change * change).sum().item() / (untrained * untrained).sum().item()).squareRoot()
  print("The first layer's weights moved by \((100 * moved).fixed(1))% of their size.\n")
  chapter.figure(
    "filters", "The \(untrained.shape[0]) filters of the first layer",
    caption: "Weights of 11 × 11, before the training and after it, on one scale.",
    alt:
      "Small squares of blue and orange noise, twice: those on the right look like those on the left.",
    FilterBank.comparison(before: untrained, after: firstLayer.weight.value))
}
let example = data.test.transformed(by: prepared)[0]
chapter.figure(
  "features", "One \(data.thing) on its way through AlexNet",
  caption: "The first maps behind every ReLU and every pooling, and values of the three dense layers.",
  alt:
    "Rows of maps: outlines of a shoe at first, a few cells at last; below them the dense layers as squares.",
  content: .images,
  FeatureMaps(
    of: data.test.picture(at: 0), example.image.reshaped([1, channels, 227, 227]), in: model,
    classNames: names))
if let answer = result.predictions.answers.first {
  print("The \(data.thing)'s class: \(names[example.label]). The answer: \(names[answer]).")
}

//: ## Exercise
//:
//: Make the documents' slip: write `x = dropout(relu(fc1(x)), 0.5, training: true)` and the same
//: for `fc2`, and run again. Every training loss stays the same to the last digit, since the same
//: units are dropped. Only the test is different: expect an average loss of 0.456 instead of 0.422,
//: and 1,664 right answers instead of 1,686. Half of the network is missing when it counts.
chapter.finish()
