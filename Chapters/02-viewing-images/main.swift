//: # Chapter 2 · Viewing the images
//:
//: A network never complains. Feed it garments that lie on their side, or labels that are off by
//: one, and it learns what it can and prints a number. Whoever looks at the images first knows what
//: the number is about. What is there to see in 70,000 garments?
//:
//: *(Documents 001, section "이미지 보기", and 003, section 3.2.2; the README lists the documents.
//: The chapter takes a few seconds and leaves its figures in `Figures/viewing-images`.)*
import Lookbook

let chapter = Chapter("viewing-images", plan: Plan(batchSize: 64), trains: false)
let fashion = chapter.fashionMNIST()
let names = fashion.training.classNames

//: ## 2.1 A batch
//:
//: What a network gets in one step: 64 garments, drawn by lot. A bare grid is the quickest way to
//: see whether they are the right way up, and whether the lot was fair.
//:
//: Document 001 asks for `dataiter.next()`, which is written `next(dataiter)` today, and hands
//: `images[0]` to `make_grid`: a grid of one image. It then computes `img / 2 + 0.5`, which undoes a
//: normalisation that was never done. It does not show, since `imshow` stretches whatever it gets
//: from black to white. Its colours, `cmap="Greys"`, print large numbers dark, as ink on paper.
chapter.section("A batch")
let loader = DataLoader(fashion.training, batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
for batch in loader.epoch(0).prefix(1) {
  let garments = Picture.images(batch.images)
  chapter.figure(
    "batch", "One batch",
    caption: "What a network sees in one step: \(batch.count) garments in random order, large numbers dark.",
    alt: "A grid of \(batch.count) small pictures of garments, dark on white, all the right way up.",
    content: .images, width: 614, ImageGrid(garments, map: .greys, spacing: .close))
  print("images \(batch.images.shape), labels \(batch.labels.prefix(8))…")
}

//: ## 2.2 Twenty garments with their labels
//:
//: Document 003's check: twenty images, each under the name that its label stands for. One wrong
//: row in the table of names would show here, and in no accuracy.
//:
//: In the terminal a character stands for two pixels, one above the other.
chapter.section("Twenty garments with their labels")
let twenty = Array(0..<min(20, fashion.training.count))
chapter.show(
  twenty.prefix(2).map { fashion.training.picture(at: $0) },
  captions: twenty.prefix(2).map { names[fashion.training.label(at: $0)] })
chapter.figure(
  "twenty", "Twenty garments with their labels",
  caption: "The first twenty training images, each under the class that its label stands for.",
  alt: "Twenty garments in rows of five, each with its class written below.", content: .images,
  ImageGrid(
    twenty.map { fashion.training.picture(at: $0) },
    captions: twenty.map { names[fashion.training.label(at: $0)] }, columns: 5))

//: ## 2.3 A hundred of one class
//:
//: Shirts are what the networks of this book get wrong most often. A hundred of them tell why:
//: short sleeves and long ones, collars and none, some that are a dress in all but name. The label
//: is what the shop called the garment, not what is to be seen.
chapter.section("A hundred of one class")
let shirt = 6
let shirts = fashion.training.indices(ofClass: shirt, limit: 100)
chapter.figure(
  "shirts", "A hundred of one class: \(names[shirt])",
  caption: "The first hundred training images of one class. How would you tell them from coats or dresses?",
  alt: "A hundred pictures of shirts in a grid: short sleeves and long ones, plain, striped, checked.",
  content: .images, width: 618,
  ImageGrid(shirts.map { fashion.training.picture(at: $0) }, columns: 10, spacing: .close))
let all = fashion.training.labelHistogram[shirt]
print("\(shirts.count) of \(all.grouped) images of the class \(names[shirt])")

//: ## 2.4 The mean garment
//:
//: Add up all images of a class, pixel by pixel, and divide by their number. Where the mean is
//: sharp, the class hardly varies: trousers are trousers. Where it is a blur, the network will have
//: work to do. And where two means look alike, it will confuse them: compare pullover, coat and
//: shirt.
chapter.section("The mean garment")
let means = fashion.training.meanPictures
chapter.figure(
  "means", "The mean garment of every class",
  caption:
    "The mean of all training images of each class. Pullover, coat and shirt are nearly the same blur.",
  alt:
    "Ten blurred garments. Trousers and shoes can be told at once; pullover, coat and shirt look alike.",
  content: .images,
  ImageGrid(means, captions: names, columns: 5))

//: How far apart are two means? The root of the mean squared difference of their pixels says it in
//: one number.
func distance(_ first: Picture, _ second: Picture) -> Double {
  let differences = zip(first.pixels, second.pixels).map { (Double($0) - Double($1)) / 255 }
  return (differences.reduce(0) { $0 + $1 * $1 } / Double(max(1, differences.count))).squareRoot()
}

let pairs = names.indices.flatMap { first in names.indices.dropFirst(first + 1).map { (first, $0) } }
let nearest = pairs.map { ($0, distance(means[$0.0], means[$0.1])) }.sorted { $0.1 < $1.1 }
for (pair, distance) in nearest.prefix(3) {
  print("\(names[pair.0]) and \(names[pair.1]) are \(distance.fixed(3)) apart")
}

//: ## 2.5 How bright is a garment?
//:
//: Count how often each of the 256 values occurs in all training images. Half of the pixels are
//: background, exactly 0. On a plain axis that bar would leave nothing to see of the rest, so the
//: axis is logarithmic: from each of its lines to the next it is a hundred times as many.
chapter.section("How bright is a garment?")
let frequencies = fashion.training.pixelFrequencies[0]
let pixels = frequencies.reduce(0, +)
print("\((100 * Double(frequencies[0]) / Double(pixels)).fixed(1))% of all pixels are 0")
chapter.figure(
  "pixels", "How often each value occurs",
  caption: "All pixels of all training images. The tall bar on the left is the background.",
  alt:
    "A histogram on a logarithmic axis: a tall bar at 0, a long, nearly level stretch, a short bar at 255.",
  Histogram(
    [Distribution("", counts: frequencies, over: 0...256)], x: Axis("value, 0 is black"),
    heights: .logarithmicCounts, showsMoments: false))

//: ## 2.6 What transforms do
//:
//: What reaches the network need not be what the file holds. `Resize(227)` makes a garment as large
//: as AlexNet wants it: each new pixel is a mix of its nearest old ones, and nothing is seen that
//: was not there. `RandomHorizontalFlip` tosses a coin for each image and mirrors it or not: a
//: sneaker that points to the right is still a sneaker. `RandomCrop(28, padding: 4)` sets a black
//: border around the image and cuts a piece of the old size out of it, so that the garment moves.
//:
//: Chance decides anew in every epoch, so a network that is trained for long never sees quite the
//: same image twice. What chance decides follows from the seed, the epoch and the image alone: run
//: the chapter again, and every crop is the same.
chapter.section("What transforms do")
let sneaker = 7
let example = fashion.training.indices(ofClass: sneaker, limit: 1).first ?? 0
let large = fashion.training.transformed(by: Compose([Resize(227), ToTensor()]))
let flipped = fashion.training.transformed(by: Compose([RandomHorizontalFlip(), ToTensor()]))
let moved = fashion.training.transformed(by: Compose([RandomCrop(28, padding: 4), ToTensor()]))

/// What one image becomes in the first epochs.
func epochs(_ count: Int, _ dataset: any ImageDataset) -> ImageGrid {
  ImageGrid(
    (0..<count).map { Picture(dataset.image(at: example, epoch: $0)) },
    captions: (0..<count).map { "epoch \($0 + 1)" }, columns: count)
}

print("stored            \(fashion.training.imageSize)")
print("after Resize      \(large.image(at: example).shape)")
print("after RandomCrop  \(moved.image(at: example).shape)")
var sizes = ImageGrid(
  [
    .init(fashion.training.picture(at: example), caption: "28 × 28"),
    .init(Picture(large.image(at: example)), caption: "227 × 227"),
  ], columns: 2, largestSide: 227)
sizes.hasEqualSides = true
chapter.figure(
  "transforms", "One image on its way to the network",
  caption: "An image as it is stored and as AlexNet gets it, flipped by chance, and moved by chance.",
  alt:
    "A sneaker in large pixels, and smooth; the same six times, twice mirrored; six times, each time shifted.",
  content: .images,
  Column([
    Headed("Stored, and after Resize(227)", sizes),
    Headed("RandomHorizontalFlip()", epochs(6, flipped)),
    Headed("RandomCrop(28, padding: 4)", epochs(6, moved)),
  ]))

//: ## 2.7 What normalisation does
//:
//: `Normalize` subtracts the mean and divides by the deviation. Every pixel keeps its place among
//: the others, so the picture is the same picture; the histogram keeps its shape, moves, and grows
//: wider. Before, no number is negative, and a unit that adds up 784 of them starts with a large
//: sum whatever it is shown. After, they lie around 0 and are about 1 in size, and sums start small.
//: That is worth more to a deep network than to a shallow one: chapters 5 and 6 do it, chapters 3 and
//: 4 do without.
chapter.section("What normalisation does")
let statistics = fashion.training.pixelStatistics
let (mean, deviation) = (Double(statistics.mean[0]), Double(statistics.deviation[0]))
let normalised = fashion.training.transformed(
  by: Compose([ToTensor(), Normalize(mean: statistics.mean, deviation: statistics.deviation)]))
print("mean \(mean.fixed(4)), deviation \(deviation.fixed(4))")
print("black becomes \((-mean / deviation).fixed(4)), white \(((1 - mean) / deviation).fixed(4))")
let smallest = normalised.image(at: 0).values().min() ?? 0
print("the smallest value of the first image after Normalize: \(smallest.fixed(4))")

/// The pixels of all training images after every value v has become (v − shift) / scale.
func distribution(_ name: String, shift: Double, scale: Double) -> Distribution {
  // Half a step beyond both ends, so that each of the 256 values is the middle of its bin.
  let (low, high) = (-0.5 / 255, 255.5 / 255)
  return Distribution(name, counts: frequencies, over: (low - shift) / scale...(high - shift) / scale)
}
chapter.figure(
  "normalisation", "What normalisation does",
  caption: "All pixels before and after. The dot marks the mean, the line one deviation to each side.",
  alt: "Two histograms of the same shape: one from 0 to 1, the other wider, with its mean at 0.",
  Histogram(
    [
      distribution("before", shift: 0, scale: 1),
      distribution("after", shift: mean, scale: deviation),
    ], x: Axis("value"), heights: .logarithmicCounts))

//: ## 2.8 Scenes, and what is in them
//:
//: Chapter 5 leaves the white table and goes places: MiniPlaces, a hundred kinds of scene in
//: photographs. In a few thousand of them somebody has outlined the objects: a sink, two faucets,
//: sixteen windows. No network of this book uses that. But where the pictures are at hand, look at it
//: once before a network is asked for the name of the place alone. What is it that tells you: the
//: things, or the light?
chapter.section("Scenes, and what is in them")
let scenes = chapter.outlinedScenes(6)
if !scenes.isEmpty {
  chapter.figure(
    "scenes", "Scenes, and what is in them",
    caption: "Six scenes of MiniPlaces at 128 × 128, with boxes around the objects that somebody outlined.",
    alt: "Six photographs with coloured boxes, and the names of what is in the boxes below each.",
    content: .photographs, of: .miniPlaces, OutlinedPictures(scenes))
}

//: ## Exercise
//:
//: Look at a picture of your own. Save it as a PNG file of any size in the folder that you run the
//: chapter from, and show it to yourself the way this chapter shows garments, with one more line
//: above `chapter.finish()`:
//:
//:     chapter.figure("mine", "Mine", caption: "", alt: "", ImageGrid([chapter.picture("mine.png")]))
//:
//: Then write `let shirt = 8` instead of 6, look at a hundred bags, and guess before you read
//: chapters 3 and 4: which class will the networks get right most often?
chapter.finish()
