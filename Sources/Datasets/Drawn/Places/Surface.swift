import Drawing

/// What a thing in a landscape is made of.
enum Surface {
  case grass, crop, soil, sand, rock, leaves, needles, bark, asphalt, concrete, plaster, brick, tiles, steel

  /// Its colour in the white light of summer.
  var color: Color {
    switch self {
    case .grass: Color(0x7FA650)
    case .crop: Color(0xD9B95A)
    case .soil: Color(0x8F6B4A)
    case .sand: Color(0xE6C68F)
    case .rock: Color(0x8C8681)
    case .leaves: Color(0x5C8F3E)
    case .needles: Color(0x3B6B4A)
    case .bark: Color(0x6B5444)
    case .asphalt: Color(0x66686C)
    case .concrete: Color(0xB7B4AE)
    case .plaster: Color(0xF0E4CE)
    case .brick: Color(0xA8553F)
    case .tiles: Color(0xB4573C)
    case .steel: Color(0x7E8C99)
    }
  }

  /// Its colour in autumn.
  var autumnColor: Color {
    switch self {
    case .grass: Color(0xB79A4A)
    case .crop: Color(0xC08A3E)
    case .leaves: Color(0xD9792A)
    case .needles: Color(0x5E6B3C)
    case .sand: Color(0xDDB27A)
    default: color
    }
  }

  /// How much of it lies under snow, as it is mostly seen: ground from above, walls from the side.
  var snow: Double {
    switch self {
    case .grass, .crop, .soil, .sand: 0.94
    case .tiles: 0.88
    case .leaves, .needles: 0.6
    case .asphalt: 0.45
    case .rock: 0.4
    case .bark: 0.15
    case .concrete, .plaster, .brick, .steel: 0.08
    }
  }
}
