/// What hangs over a place: an hour of the day, a weather or a season. With a landform it makes a category.
enum Sky: Int, CaseIterable {
  case dawn, noon, dusk, night, overcast, rain, snow, fog, autumn, storm

  /// How a category's name goes on behind its landform: "mountains at dawn".
  var words: String {
    switch self {
    case .dawn: "at dawn"
    case .noon: "at noon"
    case .dusk: "at dusk"
    case .night: "at night"
    case .overcast: "under clouds"
    case .rain: "in rain"
    case .snow: "in snow"
    case .fog: "in fog"
    case .autumn: "in autumn"
    case .storm: "in a storm"
    }
  }

  /// What it may be about to become: no sky is quite pure.
  var neighbours: [Sky] {
    switch self {
    case .dawn: [.dusk, .noon, .fog]
    case .noon: [.dawn, .overcast, .autumn]
    case .dusk: [.dawn, .night, .autumn]
    case .night: [.dusk, .storm]
    case .overcast: [.noon, .rain, .fog, .snow]
    case .rain: [.overcast, .storm, .fog]
    case .snow: [.overcast, .fog, .noon]
    case .fog: [.overcast, .snow, .dawn]
    case .autumn: [.noon, .dusk, .overcast]
    case .storm: [.rain, .night]
    }
  }

  /// Of all windows and lamps, the share that is lit.
  var litShare: Double {
    switch self {
    case .night: 0.65
    case .dusk: 0.4
    case .storm: 0.3
    case .rain, .snow, .fog, .dawn: 0.12
    case .noon, .overcast, .autumn: 0
    }
  }
}
