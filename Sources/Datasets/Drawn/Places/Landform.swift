import Drawing

/// What lies under the sky.
enum Landform: Int, CaseIterable {
  case mountains, desert, beach, forest, skyline, fields, lake, village, highway, bridge

  /// How a category's name begins.
  var name: String { "\(self)" }

  /// Where the horizon may lie: how high the camera stands and how far it looks down.
  var horizon: ClosedRange<Double> {
    switch self {
    case .mountains: 68...98
    case .desert: 54...86
    case .beach: 38...72
    case .forest: 58...88
    case .skyline: 80...108
    case .fields: 42...80
    case .lake: 48...82
    case .village: 48...78
    case .highway: 46...82
    case .bridge: 66...94
    }
  }

  /// Draws everything from the horizon to the viewer's feet.
  func draw(_ sketch: inout Sketch, _ scene: Scene) {
    switch self {
    case .mountains: Mountains.draw(&sketch, scene)
    case .desert: Desert.draw(&sketch, scene)
    case .beach: Beach.draw(&sketch, scene)
    case .forest: Forest.draw(&sketch, scene)
    case .skyline: Skyline.draw(&sketch, scene)
    case .fields: Fields.draw(&sketch, scene)
    case .lake: Lake.draw(&sketch, scene)
    case .village: Village.draw(&sketch, scene)
    case .highway: Highway.draw(&sketch, scene)
    case .bridge: Bridge.draw(&sketch, scene)
    }
    switch self {
    case .desert, .beach, .forest: break
    default: if sketch.chance(0.25) { drawNearTree(&sketch, scene) }
    }
  }

  /// A tree beside the viewer, half out of the picture.
  private func drawNearTree(_ sketch: inout Sketch, _ scene: Scene) {
    let foot = Point(sketch.chance(0.5) ? sketch.between(-8, 16) : sketch.between(112, 136), 138)
    let height = sketch.between(86, 130)
    if sketch.chance(0.35) {
      Trees.drawConifer(&sketch, scene, at: foot, height: height, depth: 0)
    } else {
      Trees.drawBroadleaf(&sketch, scene, at: foot, height: height, depth: 0)
    }
  }
}
