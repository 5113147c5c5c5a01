import Foundation

extension Chapter {
  /// Scenes of MiniPlaces in which somebody has outlined objects, each of another kind of place, in their full size.
  ///
  /// None, and a sentence why, where drawings are asked for, where MiniPlaces is not at hand (nothing is downloaded for
  /// it, and drawn places have no outlines) or cannot be read: a chapter that shows them is about more than them.
  ///
  /// Scenes with three to six kinds of objects are preferred: fewer are dull, and more cannot be told apart.
  public func outlinedScenes(_ count: Int) -> [OutlinedPicture] {
    var request = MiniPlacesRequest(location: DataLocation(option: options.data.data))
    request.offline = true
    guard !options.data.drawn else {
      console.print("Drawn as asked, so there are no photographs of scenes here.")
      return []
    }
    guard MiniPlaces.isAtHand(request) else {
      console.print("MiniPlaces is not at hand, so there are no scenes here.")
      console.print("The README's section 'The data' says where it comes from.")
      return []
    }
    let reading = ProgressLine(
      "Reading", counting: .bytes, total: nil, on: console, style: progressStyle, patience: 1)
    request.onRead = { reading.update(done: $0, total: $1) }
    defer { reading.finish() }
    do {
      let chosen = Self.choice(of: count, from: try MiniPlaces.annotations(request))
      let pictures = try MiniPlaces.originals(chosen.map(\.picture), request)
      return zip(chosen, pictures).map { annotation, picture in
        OutlinedPicture(
          picture, caption: Self.category(of: annotation),
          things: annotation.objects.map { .init(Self.spaced($0.name), box: $0.box) })
      }
    } catch {
      console.print("There are no scenes here: \(error)")
      return []
    }
  }

  /// One scene of each category, and of those `count` evenly from the first to the last.
  private static func choice(of count: Int, from annotations: [SceneAnnotation]) -> [SceneAnnotation] {
    var best: [Int: SceneAnnotation] = [:]
    for annotation in annotations
    where best[annotation.label].map({ interest($0) < interest(annotation) }) ?? true {
      best[annotation.label] = annotation
    }
    let scenes = best.sorted { $0.key < $1.key }.map(\.value).filter { interest($0) > 0 }
    guard scenes.count > count else { return scenes }
    return (0..<count).map { scenes[$0 * scenes.count / count] }
  }

  private static func interest(_ annotation: SceneAnnotation) -> Int {
    let kinds = Set(annotation.objects.map(\.name)).count
    return (3...6).contains(kinds) ? kinds : kinds > 6 ? 1 : 0
  }

  /// "swimming pool/outdoor", from "train/s/swimming_pool/outdoor/00000001.jpg".
  private static func category(of annotation: SceneAnnotation) -> String {
    spaced(annotation.picture.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/"))
  }

  private static func spaced(_ name: String) -> String { name.replacing("_", with: " ") }
}

extension SceneAnnotation.Object {
  /// The box in pixels that are counted from 0.
  fileprivate var box: Rectangle {
    Rectangle(
      minX: Double(columns.lowerBound - 1), minY: Double(rows.lowerBound - 1),
      maxX: Double(columns.upperBound),
      maxY: Double(rows.upperBound))
  }
}
