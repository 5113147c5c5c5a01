import Drawing

/// The colours that a sky lends to everything under it.
struct Palette {
  /// The sky overhead, halfway down, and at the horizon.
  var zenith: Color
  var middle: Color
  var horizon: Color
  /// What a surface that faces the sun is multiplied by, and one that faces away.
  var light: Color
  var shadow: Color
  /// What distance fades to, and how much of it has been reached at the horizon.
  var haze: Color
  var hazeDensity: Double
  /// Clouds above and below.
  var cloud: Color
  var cloudBase: Color

  init(_ sky: Sky) {
    switch sky {
    case .dawn:
      self.init(
        sky: (0x6C86BC, 0xDDA9BB, 0xFFDCA6), light: (1.0, 0.86, 0.76), shadow: (0.48, 0.46, 0.60),
        haze: (0xF2CDBE, 0.62), clouds: (0xFFD9CB, 0xB78FAE))
    case .noon:
      self.init(
        sky: (0x2C76C6, 0x6FB0E6, 0xCDE7F5), light: (1.06, 1.04, 0.98), shadow: (0.60, 0.67, 0.80),
        haze: (0xC3DDEE, 0.45), clouds: (0xFFFFFF, 0xC2D2E2))
    case .dusk:
      self.init(
        sky: (0x2A2556, 0xA8486C, 0xFF9E48), light: (0.86, 0.50, 0.38), shadow: (0.24, 0.18, 0.30),
        haze: (0xC9656A, 0.5), clouds: (0xFFA070, 0x5B3662))
    case .night:
      self.init(
        sky: (0x060A1E, 0x101C42, 0x2B4378), light: (0.33, 0.40, 0.62), shadow: (0.12, 0.15, 0.28),
        haze: (0x243768, 0.5), clouds: (0x2C3865, 0x131B3A))
    case .overcast:
      self.init(
        sky: (0x858F98, 0xA3ABB1, 0xC8CDCF), light: (0.76, 0.77, 0.78), shadow: (0.52, 0.54, 0.57),
        haze: (0xBCC3C7, 0.55), clouds: (0xBDC4C9, 0x7B848C))
    case .rain:
      self.init(
        sky: (0x56626E, 0x75828D, 0x9AA6AD), light: (0.56, 0.62, 0.66), shadow: (0.34, 0.39, 0.44),
        haze: (0x8B98A0, 0.68), clouds: (0x7F8B95, 0x47525C))
    case .snow:
      self.init(
        sky: (0xAFBBCB, 0xCBD4DE, 0xE4E9EE), light: (0.93, 0.96, 1.0), shadow: (0.60, 0.67, 0.78),
        haze: (0xDAE1E8, 0.6), clouds: (0xE2E8ED, 0xA6B2C0))
    case .fog:
      self.init(
        sky: (0xC6CBCE, 0xD0D4D5, 0xD8DAD9), light: (0.76, 0.77, 0.77), shadow: (0.58, 0.60, 0.61),
        haze: (0xD2D6D6, 0.94), clouds: (0xD6D9DA, 0xC2C8CB))
    case .autumn:
      self.init(
        sky: (0x5D99C8, 0xAACADA, 0xF8E2B4), light: (1.08, 0.95, 0.76), shadow: (0.58, 0.52, 0.54),
        haze: (0xF0DCB6, 0.5), clouds: (0xFFF3DC, 0xD6C2B4))
    case .storm:
      self.init(
        sky: (0x151A23, 0x323C47, 0x808C82), light: (0.44, 0.50, 0.52), shadow: (0.20, 0.24, 0.28),
        haze: (0x4E5A60, 0.55), clouds: (0x4B5560, 0x161B23))
    }
  }

  /// The palette at `fraction` of the way to `other`.
  func toward(_ other: Palette, _ fraction: Double) -> Palette {
    var mixed = self
    for part in [
      \Palette.zenith, \.middle, \.horizon, \.light, \.shadow, \.haze, \.cloud, \.cloudBase,
    ] {
      mixed[keyPath: part] = self[keyPath: part].toward(other[keyPath: part], fraction)
    }
    mixed.hazeDensity += (other.hazeDensity - hazeDensity) * fraction
    return mixed
  }

  private init(
    sky: (UInt32, UInt32, UInt32), light: (Double, Double, Double), shadow: (Double, Double, Double),
    haze: (UInt32, Double), clouds: (UInt32, UInt32)
  ) {
    (zenith, middle, horizon) = (Color(sky.0), Color(sky.1), Color(sky.2))
    self.light = Color(red: light.0, green: light.1, blue: light.2)
    self.shadow = Color(red: shadow.0, green: shadow.1, blue: shadow.2)
    (self.haze, hazeDensity) = (Color(haze.0), haze.1)
    (cloud, cloudBase) = (Color(clouds.0), Color(clouds.1))
  }
}
