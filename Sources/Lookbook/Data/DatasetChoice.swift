import Foundation

/// The data that `--dataset` asks for.
public enum DatasetChoice: Hashable, Sendable {
  /// A data set of the book by its name.
  case book(BookDataset)
  /// The reader's own pictures: a folder that holds a folder for each class.
  case folder(String)

  /// Reads a word of the command line: a name that the chapter knows, or the path of a folder.
  init(word: String) throws {
    let introduction = ChapterOptions.introduction
    if let book = BookDataset(rawValue: word), introduction.books.contains(book) {
      self = .book(book)
      return
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: word, isDirectory: &isFolder)
    if exists, isFolder.boolValue {
      self = .folder(word)
    } else if exists, introduction.trains {
      throw ExpectedValue("\(introduction.datasetWords), and this is a file")
    } else {
      throw ExpectedValue(introduction.datasetWords)
    }
  }
}

extension ChapterIntroduction {
  /// The data sets of the book that the chapter can have: its own; an experiment that is not in the book any.
  var books: [BookDataset] { entry.number > 0 ? [entry.data] : BookDataset.allCases }

  /// All that `--dataset` can be given.
  var datasetWords: String {
    let names = books.map(\.rawValue).joined(separator: ", ")
    return trains ? "\(names), or a folder that exists, with a folder of pictures for each class" : names
  }
}
