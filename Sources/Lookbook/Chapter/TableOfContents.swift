/// A chapter's place in the book and what it is about.
public struct ChapterEntry: Hashable, Sendable {
  /// The number of the chapter.
  public let number: Int
  /// The short name: `cnn` for the program `chapter-cnn`.
  public let name: String
  /// The title.
  public let title: String
  /// What the chapter does, in a sentence or two.
  public let about: String
  /// The data set that the chapter is written for.
  public let data: BookDataset

  /// An entry; the book's own are in ``contents``.
  public init(
    number: Int, name: String, title: String, about: String, data: BookDataset = .fashionMNIST
  ) {
    (self.number, self.name, self.title, self.about, self.data) = (number, name, title, about, data)
  }

  /// The program's name.
  public var program: String { "chapter-\(name)" }

  /// The chapters of the book in order.
  public static let contents = [
    ChapterEntry(
      number: 1, name: "loading-data", title: "Loading the data",
      about: "Finds Fashion-MNIST, checks it, counts it and hands it out in batches."),
    ChapterEntry(
      number: 2, name: "viewing-images", title: "Viewing the images",
      about: "Draws what the networks of the next chapters will look at."),
    ChapterEntry(
      number: 3, name: "dnn", title: "A dense network",
      about: "Trains three fully connected layers on Fashion-MNIST, in module form and in functional form."),
    ChapterEntry(
      number: 4, name: "cnn", title: "A convolutional network",
      about: "Trains two convolutions and three dense layers on Fashion-MNIST, and compares with chapter 3."),
    ChapterEntry(
      number: 5, name: "lenet", title: "LeNet goes places",
      about: "Trains LeNet on the hundred kinds of scene of MiniPlaces.", data: .miniPlaces),
    ChapterEntry(
      number: 6, name: "alexnet", title: "AlexNet",
      about: "Scales Fashion-MNIST to 227×227 and trains the network of 2012 on it, 58 million weights."),
  ]

  /// The entry of this name, or one for an experiment that is not in the book.
  public static func named(_ name: String) -> ChapterEntry {
    contents.first { $0.name == name }
      ?? ChapterEntry(number: 0, name: name, title: name, about: "An experiment with Lookbook.")
  }

  /// `Chapter 4 · A convolutional network`.
  public var heading: String { number > 0 ? "Chapter \(number) · \(title)" : title }
}
