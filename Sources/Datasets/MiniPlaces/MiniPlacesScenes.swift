import Drawing
import Foundation
import Kernels

/// Reads what the viewing of scenes needs beside the prepared pictures: annotations, and pictures in their full size.
struct MiniPlacesScenes {
  private let folder: MiniPlacesFolder
  private let onRead: @Sendable (_ done: Int, _ total: Int) -> Void

  init(_ request: MiniPlacesRequest) throws(DatasetError) {
    let path = try request.location.folder(MiniPlaces.folderName)
    folder = MiniPlacesFolder(path: path, source: .folder(path))
    onRead = request.onRead
  }

  /// The archive at `path`, which tells how far it was read.
  private func archive(_ path: String) throws(DatasetError) -> InputFile {
    let file = try InputFile(path: path)
    let (size, onRead) = (file.size, onRead)
    file.onRead = { onRead($0, size) }
    return file
  }

  func annotations() throws(DatasetError) -> [SceneAnnotation] {
    let objects = try MiniPlacesListTexts.text(.objects, in: folder.path)
    let objectNames = try MiniPlacesLists.numbered(objects).map(\.name)
    let categories = try MiniPlacesListTexts.text(.categories, in: folder.path)
    let count = try MiniPlacesLists.numbered(categories).count
    var annotations: [SceneAnnotation] = []
    func add(_ name: String, _ content: [UInt8], _ path: String) throws(DatasetError) {
      annotations.append(
        try SceneAnnotationFile.read(
          content, path: path, picture: String(name.dropLast(".xml".count)) + ".jpg",
          objectNames: objectNames,
          categories: count))
    }
    switch try folder.requireStorage() {
    case .archive(let path):
      let reader = try ArchiveReader(archive(path))
      while let entry = try reader.next() {
        guard entry.kind == .file, entry.name.hasPrefix("objects/"), entry.name.hasSuffix(".xml") else {
          continue
        }
        let content = try reader.content(of: entry, limit: SceneAnnotationFile.largest)
        try add(String(entry.name.dropFirst("objects/".count)), content, "\(entry.name) in \(path)")
      }
    case .images:
      let objects = folder.path + "/objects"
      let names = FileManager.default.enumerator(atPath: objects)?.compactMap { $0 as? String } ?? []
      for name in names where name.hasSuffix(".xml") {
        let file = try InputFile(path: objects + "/" + name)
        guard file.size <= SceneAnnotationFile.largest else {
          throw .tooLarge(
            path: file.path, found: "\(file.size) bytes", limit: "\(SceneAnnotationFile.largest) bytes")
        }
        try add(name, try file.content(), file.path)
      }
    }
    return annotations.sorted { $0.picture.utf8.lexicographicallyPrecedes($1.picture.utf8) }
  }

  func originals(_ names: [String]) throws(DatasetError) -> [Picture] {
    precondition(Set(names).count == names.count, "MiniPlaces: a picture is asked for twice in \(names)")
    let reader = try PicturePreparer(folder.preparation(side: 1))
    let source: any PictureSource
    switch try folder.requireStorage() {
    case .archive(let path):
      source = try ArchivePictures(archive(path), names: names.map { "images/" + $0 })
    case .images(let path): source = FolderPictures(folder: path, names: names)
    }
    var pictures = [Picture?](repeating: nil, count: names.count)
    while pictures.contains(nil), let task = try source.next() {
      pictures[task.slot] = try reader.picture(task)
    }
    return pictures.compactMap { $0 }
  }
}
