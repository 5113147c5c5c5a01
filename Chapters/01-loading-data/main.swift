//: # Chapter 1 · Loading the data
//:
//: A network learns from examples, so before anything else there must be some: found, checked,
//: counted, and put into the shape in which a network takes them. What exactly is it that we will
//: be looking at for the rest of this book?
//:
//: *(Documents 000, 001 and 003, sections "DataSet" and "Download Dataset"; the README lists the
//: documents. The chapter takes a few seconds.)*
import Lookbook

let chapter = Chapter("loading-data", plan: Plan(batchSize: 64), trains: false)

//: ## 1.1 The files
//:
//: Fashion-MNIST is four files: images and labels, to train and to test. If you have named a
//: folder, they are read there and nowhere else. Otherwise they are looked for in your cache,
//: downloaded into it, or, without a network, replaced by garments that this book draws itself.
//:
//: A checksum tells whether a file is the official one to the last bit: change a single pixel, and
//: nearly all of its 64 digits change (the first 32 are shown). An unpacked copy holds the same
//: images, but it is another file and has another checksum.
chapter.section("The files")
let fashion = chapter.fashionMNIST()
let files = chapter.files(of: fashion)
for file in files {
  print(
    "\(file.path)\n  SHA-256 \(file.sha256.prefix(32))…  \(file.isOfficial ? "the official file" : "not the official file")"
  )
}
if files.isEmpty {
  print("There are no files: \(fashion.name.lowercased()) are made when they are asked for.")
}

//: ## 1.2 What is in them
//:
//: Each image is 28 rows of 28 pixels in one grey channel, each pixel a byte: 0 is black, 255
//: white. Each label is a number from 0 to 9 that stands for one of ten classes.
chapter.section("What is in them")
print("training  \(fashion.training.count.grouped) images of \(fashion.training.imageSize)")
print("test      \(fashion.test.count.grouped) images of \(fashion.test.imageSize)")

let pixels = fashion.training.pixelStatistics
print("pixels    \(pixels.minimum) to \(pixels.maximum)")

print("\nlabel  class")
for (label, name) in fashion.training.classNames.enumerated() {
  print("    \(label)  \(name)")
}

//: ## 1.3 How many of each
//:
//: If nine out of ten images were trousers, a program that always says "trousers" would be right
//: nine times out of ten. So the first thing to know of a data set is how its classes are spread.
chapter.section("How many of each")
for (name, count) in zip(fashion.training.classNames, fashion.training.labelHistogram) {
  print(String(repeating: "█", count: 400 * count / fashion.training.count), count.grouped, name)
}
chapter.figure(
  "labels", "How many of each",
  caption: "Training images of each class. Guessing gets one in ten, whichever class is guessed.",
  alt: "Ten horizontal bars, one for each class, and how many training images each has.",
  BarChart(
    zip(fashion.training.classNames, fashion.training.labelHistogram).map { .init($0, Double($1)) },
    axis: Axis("training images", numbers: .whole)))

//: ## 1.4 Mean and deviation
//:
//: Two numbers sum up how bright the images are. Networks learn most easily from numbers around 0
//: that are about 1 in size: chapter 6 subtracts this mean and divides by this deviation.
chapter.section("Mean and deviation")
print("mean       \(pixels.mean[0].fixed(4))   (0 is black, 1 is white)")
print("deviation  \(pixels.deviation[0].fixed(4))")

//: ## 1.5 One of them
//:
//: Numbers keep quiet about mistakes. One look at a picture tells whether it was read the right way
//: up. A character stands for two pixels, one above the other; chapter 2 shows more.
chapter.section("One of them")
chapter.show([fashion.training.picture(at: 0)])
let label = fashion.training.label(at: 0)
print("The first training image, label \(label): \(fashion.training.classNames[label]).")

//: ## 1.6 In batches
//:
//: A network looks at many images at a time: that keeps the processor busy, and the step that is
//: learned from them is steadier than a step from one. A `DataLoader` shuffles the images, puts
//: them together, and where that takes a while makes the next batch while the network is busy with
//: the present one.
//:
//: A batch has four axes: which image, which channel, which row, which column. The last batch is
//: smaller unless the batch size divides the number of images.
chapter.section("In batches")
let loader = DataLoader(fashion.training, batchSize: chapter.plan.batchSize, shuffle: chapter.seed)
print("\(loader.sampleCount.grouped) images in \(loader.count) batches of \(loader.batchSize)\n")
for (index, batch) in loader.enumerated() where index < 2 || index == loader.count - 1 {
  print(
    "batch \(index + 1): images \(batch.images.shape), \(batch.labels.count) labels, the first \(batch.labels.prefix(5))"
  )
}

//: ## Exercise
//:
//: Take `, shuffle: chapter.seed` away, and run again with `--seed 2`, `--seed 3`. The first labels
//: are now 9, 0, 0, 3, 0 (drawn garments: 7, 8, 9, 2, 0) whatever the seed: the order of the file.
//: With `shuffle` they change with the seed, and only with the seed: a run can be repeated. Then
//: try `--batch-size 100`: how many batches are there, and how large is the last one?
chapter.finish()
