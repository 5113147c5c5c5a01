/// What lies under the sky.
enum Landform: Int, CaseIterable {
  case mountains, desert, beach, forest, skyline, fields, lake, village, highway, bridge

  /// How a category's name begins.
  var name: String { "\(self)" }

  /// Where the horizon may lie: how high the camera stands and how far it looks down.
  var horizon: ClosedRange<Double> {
    switch self {
    case .mountains: 72...94
    case .desert: 58...80
    case .beach: 44...66
    case .forest: 64...84
    case .skyline: 84...104
    case .fields: 48...70
    case .lake: 56...76
    case .village: 56...74
    case .highway: 52...74
    case .bridge: 70...88
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
  }
}
